// The commands as lines, from the one table.

import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { commands, usageOf } from '../../commands/commands.ts';

export function commandLines(): RichTextLine[] {
  return commands.map((row) => richText`${code(usageOf(row))} – ${row.summary}`);
}
