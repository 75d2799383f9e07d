// Parses what a command is about: a member, an organization, an import, or an end user.
import type { OrganizationRef } from '../../model/organization-ref.ts';
import type { EndUserRef, MemberRef } from './command.ts';
import { joinName, joinWords } from './join-words.ts';
import type { Word } from './split-words.ts';

/** The first mention; without one, the first word that begins with `@`. */
export function parseMember(words: readonly Word[]): { ref: MemberRef; word: Word } | null {
  const mentioned = words.find(({ memberId }) => memberId !== undefined);
  if (mentioned?.memberId) return { ref: { by: 'id', id: mentioned.memberId }, word: mentioned };
  const named = words.find(({ text }) => /^@./.test(text));
  return named ? { ref: { by: 'name', name: named.text.slice(1) }, word: named } : null;
}

/** `null` when nothing was typed. In quotes everything is a name: `"all"`, `"private"`, `"12"`. */
export function parseOrganizationOrAll(words: readonly Word[]): OrganizationRef | 'all' | null {
  const name = joinWords(words);
  if (name === '') return null;
  if (words.some((word) => word.quoted)) return { by: 'name', name: joinName(words) };
  const bare = withoutBrackets(name);
  if (/^(all|everything|\*)( org(ani[sz]ation)?s)?$/i.test(bare)) return 'all';
  const id = /^(?:org(?:ani[sz]ation)?|customer|id)?\s*#?\s*(\d{1,15})$/i.exec(bare)?.[1];
  return id === undefined ? { by: 'name', name } : { by: 'id', id: Number(id) };
}

export function parseOrganization(words: readonly Word[]): OrganizationRef | null {
  const of = parseOrganizationOrAll(words);
  return of === 'all' ? null : of;
}

/** `orgs`, unlike `all organizations`, which means the end users of all; in quotes it is a name. */
export const isWordOrganizations = (words: readonly Word[]): boolean =>
  !words.some((word) => word.quoted) &&
  /^(?:list of )?(?:orgs|organi[sz]ations)$/i.test(withoutBrackets(joinWords(words)));

export function parseImportId(words: readonly Word[]): number | null {
  const id = /^(?:import)?\s*#?\s*(\d{1,15})$/i.exec(withoutBrackets(joinWords(words)))?.[1];
  return id === undefined ? null : Number(id);
}

export function parseEndUserId(words: readonly Word[]): number | null {
  const id = /^(?:end ?user|contact|id)?\s*#?\s*(\d{1,15})$/i.exec(withoutBrackets(joinWords(words)))?.[1];
  return id === undefined ? null : Number(id);
}

/** An id, or an email address. */
export function parseEndUser(words: readonly Word[]): EndUserRef | null {
  const id = parseEndUserId(words);
  if (id !== null) return { id };
  const email = withoutBrackets(joinWords(words)).replace(/^mailto:/i, '');
  return /^[^\s@]+@[^\s@]+$/.test(email) ? { email } : null;
}

/** Some members type the brackets of the help along: `<12>`, `[184]`. */
const withoutBrackets = (typed: string): string => /^[<[]([^<>[\]]*)[>\]]$/.exec(typed)?.[1]?.trim() ?? typed;
