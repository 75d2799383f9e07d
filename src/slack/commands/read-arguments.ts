// What follows the name of each command, read forgivingly.

import { nearest } from '../../model/nearest.ts';
import { roles } from '../../model/permissions.ts';
import type { Command, Mistyped } from './command.ts';
import type { CommandName } from './commands.ts';
import { joinName, written } from './join-words.ts';
import { parseSetting } from './parse-setting.ts';
import type { Word } from './split-words.ts';
import { endUserIdOf, importIdOf, memberIn, oneOrganizationOf, organizationOf } from './what-is-named.ts';

/** How the words after a command are read; `null` when they lack something. */
export const readArguments: {
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
  orgs: (words) => ({ name: 'orgs', search: joinName(words) }),
  'org add': (words) => {
    const organizationName = joinName(words);
    return organizationName === '' ? null : { name: 'org add', organizationName };
  },
  find: (words) => {
    const search = joinName(words);
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
