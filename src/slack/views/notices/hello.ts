// What the bot says when it is added to a channel.

import { lines } from '../../block-kit/part.ts';
import { code, say } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

export function hello(): View {
  return view(
    lines(
      say`👋 I import and export the end users of your organizations as CSV files.`,
      say`Share a CSV here and I answer in its thread with what would change; nothing changes before you approve.`,
      say`A file to start from: ${code(`${slashCommand} template`)} · all that I can do: ${code(`${slashCommand} help`)}`,
    ),
  );
}
