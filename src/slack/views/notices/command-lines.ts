// The commands as lines, from the one table.

import { code, type Line, say } from '../../block-kit/rich-text-line.ts';
import { commands, usageOf } from '../../commands/commands.ts';

export function commandLines(): Line[] {
  return commands.map((row) => say`${code(usageOf(row))} – ${row.summary}`);
}
