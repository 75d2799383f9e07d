// Which commands a beginning of a line can become.
import { commands, slashCommand } from '../../../src/slack/commands/commands.ts';

const lineOf = (name: string) => `${slashCommand} ${name}`;

/** While a name is typed the commands that begin so; behind it the one that it is. Empty for other text. */
export function fittingCommands(typed: string) {
  if (!typed.startsWith('/')) return [];
  return commands.filter(
    ({ name }) => lineOf(name).startsWith(typed.trimEnd()) || typed.startsWith(`${lineOf(name)} `),
  );
}

/** The line with the first fitting command in full; `null` when there is nothing to add. */
export function completed(typed: string): string | null {
  const [first] = fittingCommands(typed);
  return first && !typed.startsWith(lineOf(first.name)) ? commandLine(first.name) : null;
}

/** A command's name as typed, ready for what follows. */
export function commandLine(name: string): string {
  return `${lineOf(name)} `;
}
