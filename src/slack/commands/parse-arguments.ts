// Parses the arguments of each command, with tolerance for typos.
import { findNearest } from '../../model/find-nearest.ts';
import { roles } from '../../model/permissions.ts';
import type { Command, InvalidCommand } from './command.ts';
import type { CommandName } from './commands.ts';
import { joinName, writeWords } from './join-words.ts';
import { parseExportOptions } from './parse-export-options.ts';
import { parseNewName, parseRenaming } from './parse-organization-name.ts';
import { parseSetting } from './parse-setting.ts';
import {
  isWordOrganizations,
  parseEndUser,
  parseEndUserId,
  parseImportId,
  parseMember,
  parseOrganization,
  parseOrganizationOrAll,
} from './parse-targets.ts';
import type { Word } from './split-words.ts';

/** The parser of each command's arguments. Returns `null` when one is missing or can't be read. */
export const parseArguments: {
  readonly [Name in CommandName]: (
    words: readonly Word[],
  ) => Extract<Command, { name: Name }> | Extract<InvalidCommand, { name: 'mistyped' }> | null;
} = {
  help: () => ({ name: 'help' }),
  export: (words) => {
    const { rest, isPrivate, ...options } = parseExportOptions(words);
    if (isWordOrganizations(rest)) {
      const { moment, withCustom, ...archived } = options;
      // Neither is there for organizations: the member is asked.
      if (moment || withCustom) return mistypedAs(['export', writeWords(words)], ['export orgs']);
      return { name: 'export', of: 'all', ofOrganizations: true, isPrivate, ...archived };
    }
    const of = parseOrganizationOrAll(rest);
    return of && { name: 'export', of, isPrivate, ...options };
  },
  template: (words) => ({ name: 'template', of: parseOrganization(words) }),
  import: (words) => ({ name: 'import', of: parseOrganization(words) }),
  orgs: (words) => ({ name: 'orgs', search: joinName(words) }),
  'org add': (words) => {
    const { name: organizationName, ...anyway } = parseNewName(words);
    return organizationName === '' ? null : { name: 'org add', organizationName, ...anyway };
  },
  'org rename': (words) => {
    const renaming = parseRenaming(words);
    return renaming && { name: 'org rename', ...renaming };
  },
  'org archive': (words) => {
    const of = parseOrganization(words);
    return of && { name: 'org archive', of };
  },
  'org restore': (words) => {
    const of = parseOrganization(words);
    return of && { name: 'org restore', of };
  },
  find: (words) => {
    const search = joinName(words);
    return search === '' ? null : { name: 'find', search };
  },
  show: (words) => {
    // The id may have a word before it: `contact 1045`.
    for (const count of [1, 2, 3]) {
      const endUserId = parseEndUserId(words.slice(0, count));
      const field = joinName(words.slice(count));
      if (endUserId !== null) return { name: 'show', endUserId, ...(field !== '' && { field }) };
    }
    const search = joinName(words);
    return search === '' ? null : { name: 'show', search };
  },
  add: (words) => ({ name: 'add', of: parseOrganization(words) }),
  archive: (words) => {
    const endUserId = parseEndUserId(words);
    return endUserId === null ? null : { name: 'archive', endUserId };
  },
  restore: (words) => {
    const isSure = words.at(-1)?.text.toLowerCase() === 'anyway';
    const endUserId = parseEndUserId(isSure ? words.slice(0, -1) : words);
    return endUserId === null ? null : { name: 'restore', endUserId, isSure };
  },
  results: (words) => {
    if (words.length === 0) return { name: 'results', importId: null };
    const importId = parseImportId(words);
    return importId === null ? null : { name: 'results', importId };
  },
  undo: (words) => {
    const importId = parseImportId(words);
    return importId === null ? null : { name: 'undo', importId };
  },
  redo: (words) => {
    const importId = parseImportId(words);
    return importId === null ? null : { name: 'redo', importId };
  },
  downloads: () => ({ name: 'downloads' }),
  access: (words) => {
    const meant = findNearest(words[0]?.text ?? '', ['grant', 'revoke']);
    const rest = writeWords(words.slice(1));
    return meant ? mistypedAs(['access', writeWords(words)], ['access', meant, rest]) : { name: 'access' };
  },
  'access grant': (words) => {
    const to = parseMember(words);
    const typed = words.filter((word) => word !== to?.word && !/^(to|as|the|right|role)$/i.test(word.text));
    if (!to || typed.length !== 1) return null;
    const noRole = typed[0]!.text;
    const lower = noRole.toLowerCase();
    // Also editor, viewer, and administrator.
    const role = findNearest(noRole, roles) ?? roles.find((each) => lower.startsWith(each));
    if (role === lower) return { name: 'access grant', to: to.ref, role };
    const written = ['access grant', writeWords(words)];
    if (!role) return { name: 'mistyped', typed: written.join(' '), meant: null, noRole };
    return { ...mistypedAs(written, ['access grant', writeWords([to.word]), role]), noRole };
  },
  'access revoke': (words) => {
    const from = parseMember(words);
    return from && { name: 'access revoke', from: from.ref };
  },
  data: (words) => {
    const of = parseEndUser(words);
    return of && { name: 'data', of };
  },
  erase: (words) => {
    const of = parseEndUser(words);
    return of && { name: 'erase', of };
  },
  settings: (words) => ({ name: 'settings', wanted: words.length === 0 ? null : parseSetting(words) }),
};

function mistypedAs(
  typed: readonly string[],
  meant: readonly string[],
): Extract<InvalidCommand, { name: 'mistyped' }> {
  return { name: 'mistyped', typed: typed.join(' ').trim(), meant: meant.join(' ').trim() };
}
