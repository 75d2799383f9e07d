// Parses the new name of an organization, in `org add` and `org rename`.
import type { OrganizationRef } from '../../model/organization-ref.ts';
import { joinName } from './join-words.ts';
import { parseOrganization } from './parse-targets.ts';
import type { Word } from './split-words.ts';

type NewName = { readonly name: string; readonly anyway?: true };

/** `anyway` counts only after a name in quotes: without them it is a part of the name. */
export function parseNewName(words: readonly Word[]): NewName {
  const [name, last, ...more] = words;
  if (name?.quoted && last && !last.quoted && /^anyway$/i.test(last.text) && more.length === 0)
    return { name: joinName([name]), anyway: true };
  return { name: joinName(words) };
}

type Renaming = { readonly of: OrganizationRef; readonly organizationName: string; readonly anyway?: true };

/** `12 to Acme Ltd`, `"Acme Ltd" to "Acme GmbH"`. Without an id or quotes, it must be clear where the first name ends. */
export function parseRenaming(words: readonly Word[]): Renaming | null {
  const at = endOfTarget(words);
  if (at === null) return null;
  const of = parseOrganization(words.slice(0, at));
  const isTo = isWordTo(words[at]);
  const { name, ...anyway } = parseNewName(words.slice(isTo ? at + 1 : at));
  return of && name !== '' ? { of, organizationName: name, ...anyway } : null;
}

function endOfTarget(words: readonly Word[]): number | null {
  const isOneWord = words[0]?.quoted || parseOrganization(words.slice(0, 1))?.by === 'id';
  if (isOneWord) return 1;
  const places = words.flatMap((word, at) => (at > 0 && isWordTo(word) ? [at] : []));
  const first = places[0];
  if (first === undefined) return null;
  // `org 12 to Route to Market`
  return places.length === 1 || parseOrganization(words.slice(0, first))?.by === 'id' ? first : null;
}

const isWordTo = (word: Word | undefined): boolean =>
  word?.quoted === false && /^(to|into|as|->|→)$/i.test(word.text);
