// Whom or what the words after a command name: a member, an organization, an import, an end user.
import type { OrganizationRef } from '../../model/organization-ref.ts';
import type { MemberRef } from './command.ts';
import { joined, joinName } from './join-words.ts';
import type { Word } from './split-words.ts';

/** The member whom the words name: a mention, else what begins with `@`. */
export function memberIn(words: readonly Word[]): { ref: MemberRef; word: Word } | null {
  const mentioned = words.find(({ memberId }) => memberId !== undefined);
  if (mentioned?.memberId) return { ref: { by: 'id', id: mentioned.memberId }, word: mentioned };
  const named = words.find(({ text }) => /^@./.test(text));
  return named ? { ref: { by: 'name', name: named.text.slice(1) }, word: named } : null;
}

/** `null` when nothing was typed. Quotes make a name of anything: of `all`, of `private`, of a number. */
export function organizationOf(words: readonly Word[]): OrganizationRef | 'all' | null {
  const name = joined(words);
  if (name === '') return null;
  if (words.some((word) => word.quoted)) return { by: 'name', name: joinName(words) };
  const bare = withoutBrackets(name);
  if (/^(all|everything|\*)( org(ani[sz]ation)?s)?$/i.test(bare)) return 'all';
  const id = /^(?:org(?:ani[sz]ation)?|customer|id)?\s*#?\s*(\d{1,15})$/i.exec(bare)?.[1];
  return id === undefined ? { by: 'name', name } : { by: 'id', id: Number(id) };
}

export function oneOrganizationOf(words: readonly Word[]): OrganizationRef | null {
  const of = organizationOf(words);
  return of === 'all' ? null : of;
}

export function importIdOf(words: readonly Word[]): number | null {
  const id = /^(?:import)?\s*#?\s*(\d{1,15})$/i.exec(withoutBrackets(joined(words)))?.[1];
  return id === undefined ? null : Number(id);
}

export function endUserIdOf(words: readonly Word[]): number | null {
  const id = /^(?:end ?user|contact|id)?\s*#?\s*(\d{1,15})$/i.exec(withoutBrackets(joined(words)))?.[1];
  return id === undefined ? null : Number(id);
}

/** Those of the help, `<org-id>` and `[import-id]`, which people type along. */
const withoutBrackets = (typed: string): string => /^[<[]([^<>[\]]*)[>\]]$/.exec(typed)?.[1]?.trim() ?? typed;
