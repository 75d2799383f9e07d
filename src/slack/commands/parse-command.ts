// What a member typed after the slash command, read forgivingly into one of the commands.

import { findNearest } from '../../model/find-nearest.ts';
import type { Permission } from '../../model/permissions.ts';
import type { Command, InvalidCommand } from './command.ts';
import { type CommandName, commandNamed, commands, slashCommand } from './commands.ts';
import { writeWords } from './join-words.ts';
import { parseArguments } from './parse-arguments.ts';
import { splitWords, type Word } from './split-words.ts';
import { unescapeText } from './unescape.ts';

/** Reads the text of a slash command. Never throws; an empty text asks for help. */
export function parseCommand(text: string): Command | InvalidCommand {
  const words = withoutSlashCommand(splitWords(unescapeText(text)));
  if (words.length === 0) return { name: 'help' };
  const found = commandAtStart(words);
  if (!found) return mistyped(words);
  return parseArguments[found.name](words.slice(found.length)) ?? { name: 'incomplete', command: found.name };
}

/** What it does, which tells the right that it takes. */
export function permissionOf(read: Command | InvalidCommand): Permission {
  if (read.name === 'mistyped') return 'ask for help';
  return commandNamed(read.name === 'incomplete' ? read.command : read.name).does;
}

const spellings = commands.flatMap(({ name, also }) =>
  [name, ...also].map((spelling) => ({ name, spelling, length: spelling.split(' ').length })),
);

/** The command that the first words are; of two, the one with more words. */
function commandAtStart(words: readonly Word[]): { name: CommandName; length: number } | undefined {
  const matches = spellings.filter(({ spelling, length }) => startOf(words, length) === spelling);
  return matches.sort((a, b) => b.length - a.length)[0];
}

/** The first words in the spelling of the table: lower case, `org` for `organization`. */
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

/** People type the slash command twice, or without its slash. */
function withoutSlashCommand(words: Word[]): Word[] {
  const bare = words[0]?.text.toLowerCase().replace(/^\//, '');
  return `/${bare}` === slashCommand ? words.slice(1) : words;
}
