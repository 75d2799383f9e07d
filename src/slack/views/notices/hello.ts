// What the bot says when it is added to a channel.

import { lines } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

export function hello(): View {
  return view(
    lines(
      richText`👋 I import and export the end users of your organizations as CSV files.`,
      richText`Share a CSV here and I answer in its thread with what would change; nothing changes before you approve.`,
      richText`A file to start from: ${code(`${slashCommand} template`)} · all that I can do: ${code(`${slashCommand} help`)}`,
    ),
  );
}
