// What a member typed after the slash command, read forgivingly into one of the commands.
import { type Deed, type Role, roles } from '../model/access.ts';
import { nearest } from '../model/nearest.ts';
import type { OrganizationRef } from '../model/organization-ref.ts';
import { type CommandName, commandNamed, commands, slashCommand } from './commands.ts';
import { parseSetting, type ReadSetting } from './parse-setting.ts';
import { quoted, splitWords, type Word } from './split-words.ts';
import { unescaped } from './unescaped.ts';

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'export'; readonly of: OrganizationRef | 'all'; readonly isPrivate: boolean }
  /** `null`: no organization was named. */
  | { readonly name: 'template'; readonly of: OrganizationRef | null }
  | { readonly name: 'import'; readonly of: OrganizationRef | null }
  /** `''`: all of them. */
  | { readonly name: 'orgs'; readonly search: string }
  | { readonly name: 'org add'; readonly organizationName: string }
  | { readonly name: 'find'; readonly search: string }
  | { readonly name: 'show'; readonly endUserId: number }
  /** `null`: no organization was named. */
  | { readonly name: 'add'; readonly of: OrganizationRef | null }
  /** `null`: the last ones. */
  | { readonly name: 'results'; readonly importId: number | null }
  | { readonly name: 'undo'; readonly importId: number }
  | { readonly name: 'redo'; readonly importId: number }
  | { readonly name: 'downloads' }
  | { readonly name: 'access' }
  | { readonly name: 'access grant'; readonly to: MemberRef; readonly role: Role }
  | { readonly name: 'access revoke'; readonly from: MemberRef }
  /** `null`: only to be looked at. */
  | { readonly name: 'settings'; readonly wanted: ReadSetting | null };

/** By name where it was typed as text: Slack then didn't say who it is. */
export type MemberRef =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'name'; readonly name: string };

export type Mistyped =
  /** No command begins like this. `meant` is the nearest one with what was typed after it, ready to be typed. */
  | { readonly name: 'mistyped'; readonly typed: string; readonly meant: string | null }
  /** The command needs something that is missing, or that can't be read. */
  | { readonly name: 'incomplete'; readonly command: CommandName };

/** Reads the text of a slash command. Never throws; an empty text asks for help. */
export function parseCommand(text: string): Command | Mistyped {
  const words = withoutSlashCommand(splitWords(unescaped(text)));
  if (words.length === 0) return { name: 'help' };
  const found = commandAtStart(words);
  if (!found) return mistyped(words);
  return readers[found.name](words.slice(found.length)) ?? { name: 'incomplete', command: found.name };
}

/** What it does, which tells the right that it takes. */
export function deedOf(read: Command | Mistyped): Deed {
  if (read.name === 'mistyped') return 'ask for help';
  return commandNamed(read.name === 'incomplete' ? read.command : read.name).does;
}

/** How the words after a command are read; `null` when they lack something. */
const readers: {
  readonly [Name in CommandName]: (
    words: readonly Word[],
  ) => Extract<Command, { name: Name }> | Extract<Mistyped, { name: 'mistyped' }> | null;
} = {
  help: () => ({ name: 'help' }),
  export: (words) => {
    const isPrivate = !words.at(-1)?.quoted && /^\[?private(ly)?\]?$/i.test(words.at(-1)?.text ?? '');
    const of = organizationOf(isPrivate ? words.slice(0, -1) : words);
    return of && { name: 'export', of, isPrivate };
  },
  template: (words) => ({ name: 'template', of: oneOrganizationOf(words) }),
  import: (words) => ({ name: 'import', of: oneOrganizationOf(words) }),
  orgs: (words) => ({ name: 'orgs', search: nameOf(words) }),
  'org add': (words) => {
    const organizationName = nameOf(words);
    return organizationName === '' ? null : { name: 'org add', organizationName };
  },
  find: (words) => {
    const search = nameOf(words);
    return search === '' ? null : { name: 'find', search };
  },
  show: (words) => {
    const endUserId = endUserIdOf(words);
    return endUserId === null ? null : { name: 'show', endUserId };
  },
  add: (words) => ({ name: 'add', of: oneOrganizationOf(words) }),
  results: (words) => {
    if (words.length === 0) return { name: 'results', importId: null };
    const importId = importIdOf(words);
    return importId === null ? null : { name: 'results', importId };
  },
  undo: (words) => {
    const importId = importIdOf(words);
    return importId === null ? null : { name: 'undo', importId };
  },
  redo: (words) => {
    const importId = importIdOf(words);
    return importId === null ? null : { name: 'redo', importId };
  },
  downloads: () => ({ name: 'downloads' }),
  access: (words) => {
    const meant = nearest(words[0]?.text ?? '', ['grant', 'revoke']);
    const rest = written(words.slice(1));
    return meant ? mistypedAs(['access', written(words)], ['access', meant, rest]) : { name: 'access' };
  },
  'access grant': (words) => {
    const to = memberIn(words);
    const typed = words.filter((word) => word !== to?.word && !/^(to|as|the|right|role)$/i.test(word.text));
    if (!to || typed.length !== 1) return null;
    const role = nearest(typed[0]!.text, roles);
    if (!role) return null;
    const isExact = role === typed[0]!.text.toLowerCase();
    return isExact
      ? { name: 'access grant', to: to.ref, role }
      : mistypedAs(['access grant', written(words)], ['access grant', to.word.text, role]);
  },
  'access revoke': (words) => {
    const from = memberIn(words);
    return from && { name: 'access revoke', from: from.ref };
  },
  settings: (words) => ({ name: 'settings', wanted: words.length === 0 ? null : parseSetting(words) }),
};

function mistypedAs(
  typed: readonly string[],
  meant: readonly string[],
): Extract<Mistyped, { name: 'mistyped' }> {
  return { name: 'mistyped', typed: typed.join(' ').trim(), meant: meant.join(' ').trim() };
}

/** The member whom the words name: a mention, else what begins with `@`. */
function memberIn(words: readonly Word[]): { ref: MemberRef; word: Word } | null {
  const mentioned = words.find(({ memberId }) => memberId !== undefined);
  if (mentioned?.memberId) return { ref: { by: 'id', id: mentioned.memberId }, word: mentioned };
  const named = words.find(({ text }) => /^@./.test(text));
  return named ? { ref: { by: 'name', name: named.text.slice(1) }, word: named } : null;
}

/** `null` when nothing was typed. Quotes make a name of anything: of `all`, of `private`, of a number. */
function organizationOf(words: readonly Word[]): OrganizationRef | 'all' | null {
  const name = joined(words);
  if (name === '') return null;
  if (words.some((word) => word.quoted)) return { by: 'name', name: nameOf(words) };
  const bare = withoutBrackets(name);
  if (/^(all|everything|\*)( org(ani[sz]ation)?s)?$/i.test(bare)) return 'all';
  const id = /^(?:org(?:ani[sz]ation)?|customer|id)?\s*#?\s*(\d{1,15})$/i.exec(bare)?.[1];
  return id === undefined ? { by: 'name', name } : { by: 'id', id: Number(id) };
}

function oneOrganizationOf(words: readonly Word[]): OrganizationRef | null {
  const of = organizationOf(words);
  return of === 'all' ? null : of;
}

function importIdOf(words: readonly Word[]): number | null {
  const id = /^(?:import)?\s*#?\s*(\d{1,15})$/i.exec(withoutBrackets(joined(words)))?.[1];
  return id === undefined ? null : Number(id);
}

function endUserIdOf(words: readonly Word[]): number | null {
  const id = /^(?:end ?user|contact|id)?\s*#?\s*(\d{1,15})$/i.exec(withoutBrackets(joined(words)))?.[1];
  return id === undefined ? null : Number(id);
}

/** Those of the help, `<org-id>` and `[import-id]`, which people type along. */
const withoutBrackets = (typed: string): string => /^[<[]([^<>[\]]*)[>\]]$/.exec(typed)?.[1]?.trim() ?? typed;

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

function written(words: readonly Word[]): string {
  return words.map((word) => (word.quoted ? quoted(word.text) : word.text)).join(' ');
}

/** Quotes around all of it are the command line's; others belong to the name: `Bob "Bo" Ltd`. */
function nameOf(words: readonly Word[]): string {
  return joined(
    words.length === 1
      ? words
      : words.map((word) => (word.quoted ? { ...word, text: `"${word.text}"` } : word)),
  );
}

function joined(words: readonly Word[]): string {
  return words
    .map((word) => word.text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** People type the slash command twice, or without its slash. */
function withoutSlashCommand(words: Word[]): Word[] {
  const bare = words[0]?.text.toLowerCase().replace(/^\//, '');
  return `/${bare}` === slashCommand ? words.slice(1) : words;
}
