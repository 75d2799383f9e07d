// The bot's first message in a channel.
import { lines } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

export function welcome(): View {
  return view(
    lines(
      richText`👋 I import and export the end users of your organizations as CSV files.`,
      richText`Share a CSV file here, and I'll reply in its thread with what would change. Nothing changes until you approve it.`,
      richText`A file to start from: ${code(`${slashCommand} template`)} · Everything I can do: ${code(`${slashCommand} help`)}`,
    ),
  );
}
