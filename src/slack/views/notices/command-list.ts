// The commands with their summaries, from the table of commands.
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { commands, usageOf } from '../../commands/commands.ts';

/** One line per command: what to type, and what it does. */
export function commandList(): RichTextLine[] {
  return commands.map((row) => richText`${code(usageOf(row))} – ${row.summary}`);
}
