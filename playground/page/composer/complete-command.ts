// Completes slash commands as the member types.
import { commands, slashCommand } from '../../../src/slack/commands/commands.ts';

const lineOf = (name: string) => `${slashCommand} ${name}`;

/** Returns the commands that start with the typed text, or the command whose arguments are being typed. */
export function matchingCommands(typed: string) {
  if (!typed.startsWith('/')) return [];
  return commands.filter(
    ({ name }) => lineOf(name).startsWith(typed.trimEnd()) || typed.startsWith(`${lineOf(name)} `),
  );
}

/** Returns the first matching command in full, or `null` if there is nothing to complete. */
export function completeCommand(typed: string): string | null {
  const [first] = matchingCommands(typed);
  return first && !typed.startsWith(lineOf(first.name)) ? commandLine(first.name) : null;
}

/** Returns the start of a command line, ready for arguments: `/endusers export `. */
export function commandLine(name: string): string {
  return `${lineOf(name)} `;
}
