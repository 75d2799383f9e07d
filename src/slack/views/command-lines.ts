// The commands as lines, from the one table.
import { commands, usageOf } from '../commands/commands.ts';
import { code, type Line, say } from './line.ts';

export function commandLines(): Line[] {
  return commands.map((row) => say`${code(usageOf(row))} – ${row.summary}`);
}
