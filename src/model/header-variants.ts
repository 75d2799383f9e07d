// The ways to read a header: as it is, without what was added to it, and without the words that say nothing.
import { normalizeHeader } from './normalize-header.ts';

/** Longer headers have no variants: they are text. */
const maxLength = 200;

/** A trailing `*`, `(…)`, `[…]`, or "required". */
const suffix = /\s*(?:\*+|\(([^()]*)\)|\[[^[\]]*\]|[\s,:–-]+(?:required|optional))\s*$/isu;

/** A leading `*`, `[required]`, or `(required)`. */
const marker = /^[\s\ufeff]*(?:\*+|\[[^[\]]*\]|\((?:required|optional)\s*\*?\))\s*/isu;

/** The attribute of a directory that stands behind its translated name: `Vorname [givenName]`. */
const attribute = /\[\s*([a-z]+)\s*\]/iu;

/** Leading words that say nothing about the kind of the value. */
export const leadingWords = 'contact user customer employee primary default work business'.split(' ');

/** A leading word, and the rest. */
const prefix = new RegExp(`^[\\s\\ufeff]*(?:${leadingWords.join('|')})(?:['’]s)?[\\s_.:/-]*(\\S.*)$`, 'isu');

/**
 * What says in parentheses that a value is not the main one, so that `Phone (home)` is not the phone. German, French,
 * Spanish, Italian, Dutch, Portuguese, and Polish words are those of Outlook's exports and of what people type.
 */
const secondary = new Set(
  `home personal private other alternate alternative secondary second fax pager assistant manager emergency
   privat privates weitere weiterer weiteres andere zuhause heim domicile perso personnel personnelle prive privee autre
   voiture particular casa privado otro otra ab abitazione altro altra privato privata personale thuis anders overig
   residencial residencia pessoal outro outra particular domowy domowa prywatny prywatna inny inna dom`.split(
    /\s+/u,
  ),
);

type Variant = { readonly text: string; readonly isExact: boolean };

/** The header as it is, then its attribute, then without suffixes, then without leading words. */
export function* variantsOf(header: string): Generator<Variant> {
  yield { text: header, isExact: true };
  if (header.length > maxLength) return;
  const name = attribute.exec(header)?.[1];
  if (name !== undefined) yield { text: name, isExact: false };
  let rest = header.replace(marker, '');
  yield { text: rest, isExact: true };
  for (let match = suffix.exec(rest); match !== null; match = suffix.exec(rest)) {
    if (isSecondary(match[1] ?? '')) return;
    rest = rest.slice(0, match.index);
    yield { text: rest, isExact: true };
  }
  for (let match = prefix.exec(rest); match !== null; match = prefix.exec(rest)) {
    rest = match[1]!;
    yield { text: rest, isExact: false };
  }
}

/** Whether words in parentheses mark a second value: `home`, `privat 2`, `2`. */
function isSecondary(words: string): boolean {
  const word = normalizeHeader(words);
  return /[2-9]$/u.test(word) || secondary.has(word.replace(/\d+$/u, ''));
}
