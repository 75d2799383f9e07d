// Parses what a member typed after the slash command, with tolerance for typos and other spellings.
import { findNearest } from '../../model/find-nearest.ts';
import type { Permission } from '../../model/permissions.ts';
import type { Command, InvalidCommand } from './command.ts';
import { type CommandName, commandNamed, commands, slashCommand } from './commands.ts';
import { writeWords } from './join-words.ts';
import { parseArguments } from './parse-arguments.ts';
import { splitWords, type Word } from './split-words.ts';
import { unescapeText } from './unescape.ts';

/** Parses the text of a slash command as Slack sends it. Never throws; an empty text is `start`. */
export function parseCommand(text: string): Command | InvalidCommand {
  return parseTyped(unescapeText(text));
}

/**
 * Parses a message, which need not be a command. One that changes something is only suggested, unless it begins with the slash
 * command or is spelled as the help lists it: `new org for Lee, please` may be meant for a person.
 *
 * @returns null for what is no command and resembles none
 */
export function parseMessage(text: string): Command | InvalidCommand | null {
  const words = splitWords(unescapeText(text));
  const command = parseCommand(text);
  if (command.name === 'start') return null;
  if (command.name === 'mistyped') return command.meant === null ? null : command;
  const found = commandAtStart(words);
  if (!found || found.spelling === found.name || !changesSomething(command)) return command;
  const meant = [found.name, writeWords(words.slice(found.length))].join(' ').trim();
  return { name: 'mistyped', typed: writeWords(words), meant };
}

/** Parses a command as it was typed, for example one that the app suggests. */
export function parseTyped(text: string): Command | InvalidCommand {
  const words = withoutSlashCommand(splitWords(text));
  if (words.length === 0) return { name: 'start' };
  const found = commandAtStart(words);
  if (!found) return mistyped(words);
  return parseArguments[found.name](words.slice(found.length)) ?? { name: 'incomplete', command: found.name };
}

/** The permission that a command takes. */
export function permissionOf(command: Command | InvalidCommand): Permission {
  if (command.name === 'mistyped' || command.name === 'start') return 'ask for help';
  return commandNamed(command.name === 'incomplete' ? command.command : command.name).permission;
}

/** Whether running the command twice may do something twice. */
export function changesSomething({ name }: Command | InvalidCommand): boolean {
  return commands.some((row) => row.name === name && commandNamed(row.name).changes === true);
}

const spellings = commands.flatMap(({ name, aliases }) =>
  [name, ...aliases].map((spelling) => ({ name, spelling, length: spelling.split(' ').length })),
);

/** The command in the first words; the longest spelling wins. */
function commandAtStart(
  words: readonly Word[],
): { name: CommandName; spelling: string; length: number } | undefined {
  const matches = spellings.filter(({ spelling, length }) => startOf(words, length) === spelling);
  return matches.sort((a, b) => b.length - a.length)[0];
}

/** The first words as the table spells them: lower case, `org` for `organization`. `null` when one is quoted. */
function startOf(words: readonly Word[], length: number): string | null {
  const start = words.slice(0, length);
  if (start.length < length || start.some((word) => word.quoted)) return null;
  return start.map(({ text }) => text.toLowerCase().replace(/^organi[sz]ation(s?)$/, 'org$1')).join(' ');
}

function mistyped(words: readonly Word[]): InvalidCommand {
  for (const length of [2, 1]) {
    const start = startOf(words, length);
    const candidates = spellings.filter((known) => known.length === length);
    const near =
      start &&
      findNearest(
        start,
        candidates.map((known) => known.spelling),
      );
    const meant = candidates.find((known) => known.spelling === near)?.name;
    if (meant)
      return {
        name: 'mistyped',
        typed: writeWords(words),
        meant: [meant, writeWords(words.slice(length))].join(' ').trim(),
      };
  }
  return { name: 'mistyped', typed: writeWords(words), meant: null };
}

/** Some members type the slash command twice, or again without its slash. */
function withoutSlashCommand(words: Word[]): Word[] {
  const bare = words[0]?.text.toLowerCase().replace(/^\//, '');
  return `/${bare}` === slashCommand ? words.slice(1) : words;
}
