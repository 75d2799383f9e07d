// Reads in the text of a message how its files are to be taken: `org 12, by email, only update`.
import type { Instructions, MatchKey } from '../../model/instructions.ts';

const key = '(e-?mail|vendor[ _-]?id|contact[ _-]?id)';

/** "I got this by email" says nothing: only as a clause of its own, after an organization, or with the word "match". */
const matchClauses = [
  new RegExp(`^(?:import(?:ed)? )?by ${key}(?: only\\b.*)?$`, 'iu'),
  new RegExp(`^(?:org(?:ani[sz]ation)?|customer|roster)\\b.* by ${key}(?: only\\b.*)?$`, 'iu'),
  new RegExp(`\\bmatch(?:ed|es|ing)?(?: (?:them|rows|people|end users))? by ${key}\\b`, 'iu'),
];

const onlyUpdate = /\b(?:only updates?|updates? only|update existing only|only existing)\b/iu;
const onlyCreate = /\b(?:only (?:create|add)|(?:create|add) only|only (?:add )?new)\b/iu;
const onlyFillEmpty =
  /\b(?:only fill(?: in)?(?: the)? empty|fill(?: in)?(?: the)? empty(?: cells)? only)\b/iu;

const roster = /^(?:(?:import|new|full) ){0,2}roster(?![\p{L}\d])/iu;
const everybody = /\bthis is (?:everybody|everyone|all of them)\b/iu;

/** "The old ids are wrong" says nothing: only as a clause of its own. */
const otherSite = /\bfrom (?:another|an other|the other|our (?:old|other|former)) site\b/iu;
const oldIds = /^(?:import )?(?:with |these are |has |uses )?(?:the )?old ids$/iu;

/** @param text without mentions, and with single spaces */
export function parseInstructions(text: string): Instructions {
  const clauses = text.split(/[\n,;.:!?&()–—]|\b(?:and|please)\b/iu).map((clause) => clause.trim());
  const found = clauses.flatMap((clause) => matchClauses.map((pattern) => pattern.exec(clause)?.[1]));
  const matchBy = found.find((typed) => typed !== undefined);
  const updates = onlyUpdate.test(text);
  const creates = onlyCreate.test(text);
  return {
    // Both at once contradict each other, so neither was meant as said.
    ...(updates !== creates && { only: updates ? ('update' as const) : ('create' as const) }),
    ...(onlyFillEmpty.test(text) && { fillsEmpty: true as const }),
    ...(matchBy !== undefined && { matchBy: keyOf(matchBy) }),
    ...((otherSite.test(text) || clauses.some((clause) => oldIds.test(clause))) && {
      otherSite: true as const,
    }),
    ...((clauses.some((clause) => roster.test(clause)) || everybody.test(text)) && { roster: true as const }),
  };
}

function keyOf(typed: string): MatchKey {
  if (/^e/iu.test(typed)) return 'email';
  return /^v/iu.test(typed) ? 'vendor_id' : 'contact_id';
}
