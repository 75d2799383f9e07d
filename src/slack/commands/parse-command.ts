// What a member typed after the slash command, read forgivingly into one of the commands.

import { nearest } from '../../model/nearest.ts';
import type { Permission } from '../../model/permissions.ts';
import type { Command, Mistyped } from './command.ts';
import { type CommandName, commandNamed, commands, slashCommand } from './commands.ts';
import { written } from './join-words.ts';
import { readArguments } from './read-arguments.ts';
import { splitWords, type Word } from './split-words.ts';
import { unescaped } from './unescaped.ts';

/** Reads the text of a slash command. Never throws; an empty text asks for help. */
export function parseCommand(text: string): Command | Mistyped {
  const words = withoutSlashCommand(splitWords(unescaped(text)));
  if (words.length === 0) return { name: 'help' };
  const found = commandAtStart(words);
  if (!found) return mistyped(words);
  return readArguments[found.name](words.slice(found.length)) ?? { name: 'incomplete', command: found.name };
}

/** What it does, which tells the right that it takes. */
export function permissionOf(read: Command | Mistyped): Permission {
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

function mistyped(words: readonly Word[]): Mistyped {
  for (const length of [2, 1]) {
    const start = startOf(words, length);
    const candidates = spellings.filter((known) => known.length === length);
    const near =
      start &&
      nearest(
        start,
        candidates.map((known) => known.spelling),
      );
    const meant = candidates.find((known) => known.spelling === near)?.name;
    if (meant)
      return {
        name: 'mistyped',
        typed: written(words),
        meant: [meant, written(words.slice(length))].join(' ').trim(),
      };
  }
  return { name: 'mistyped', typed: written(words), meant: null };
}

/** People type the slash command twice, or without its slash. */
function withoutSlashCommand(words: Word[]): Word[] {
  const bare = words[0]?.text.toLowerCase().replace(/^\//, '');
  return `/${bare}` === slashCommand ? words.slice(1) : words;
}
