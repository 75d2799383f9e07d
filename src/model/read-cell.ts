// From the text of one cell to its canonical form, by the rule of its column.
import type { Column, ColumnKind } from './columns.ts';
import { isEmail } from './email.ts';
import { measureJsonObject } from './json-object.ts';
import { quoteCell } from './quote-cell.ts';
import { readId, readInteger } from './whole-number.ts';

/** Why a text is no value of the column, as a sentence for the member: `e-mail "nope" is no address`. */
export type InvalidCell = { readonly problem: string };

/** Gets a text with something other than white space in it. */
type Reader = (text: string, column: Column) => string | InvalidCell;

const invalid = (problem: string): InvalidCell => ({ problem });

const readText: Reader = (text, column) => tooLong(text, column) ?? text;

const readEmail: Reader = (text, column) => {
  const address = text.trim();
  return (
    tooLong(address, column) ??
    (isEmail(address) ? address : invalid(`e-mail ${quoteCell(text)} is no address`))
  );
};

const readEmails: Reader = (text, column) => {
  const kept = text.trim();
  const long = tooLong(kept, column);
  if (long) return long;
  if (isEmail(kept)) return kept;
  const addresses = kept.split(/[,;]/).flatMap((part) => part.trim() || []);
  const bad = addresses.find((address) => !isEmail(address));
  if (bad === undefined && addresses.length > 0) return kept;
  return invalid(`${column.name}: ${quoteCell(bad ?? text)} is no e-mail address`);
};

// After those that people write, those that Excel makes of a `true` in German, French, Spanish, Italian,
// Portuguese, Dutch, Polish, Swedish, Danish and Norwegian.
const words = {
  true: 'true t yes y 1 on wahr vrai verdadero vero verdadeiro waar prawda sant sand sann',
  false: 'false f no n 0 off falsch faux falso onwaar fałsz falskt falsk usann',
};

const booleans: ReadonlyMap<string, string> = new Map(
  Object.entries(words).flatMap(([value, written]) => written.split(' ').map((word) => [word, value])),
);

const readBoolean: Reader = (text, column) =>
  booleans.get(text) ??
  booleans.get(text.trim().toLowerCase()) ??
  invalid(`${column.name} ${quoteCell(text)} is neither true nor false`);

const readJson: Reader = (text, column) => {
  const kept = text.trim();
  // Checked before it is parsed, to keep an enormous cell from costing time.
  const size = kept.length > column.limit ? kept.length : measureJsonObject(kept);
  if (typeof size !== 'number') return invalid(`${column.name} ${size.problem}`);
  const bytes = Math.max(size, Buffer.byteLength(kept));
  return bytes <= column.limit ? kept : invalid(sizeSentence(column, bytes, 'bytes'));
};

const readers: Readonly<Record<ColumnKind, Reader>> = {
  id: readId,
  text: readText,
  email: readEmail,
  emails: readEmails,
  boolean: readBoolean,
  integer: readInteger,
  json: readJson,
};

/** True for a text without anything but white space. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  // Nearly every text begins with an ASCII letter or digit, which spares the trimming; NaN is the empty text.
  return !(first > 0x20 && first < 0x7f) && text.trim() === '';
}

/** The canonical form of `text` (see `Cell`); white space alone is `''`. */
export const readCell = (column: Column, text: string): string | InvalidCell =>
  isBlank(text) ? '' : readers[column.kind](text, column);

function tooLong(text: string, column: Column): InvalidCell | null {
  if (text.length <= column.limit) return null;
  const characters = countCharacters(text);
  return characters <= column.limit ? null : invalid(sizeSentence(column, characters, 'characters'));
}

/** As Postgres counts them: a character outside of the basic plane is one, though two of `length`. */
function countCharacters(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) count--;
  }
  return count;
}

const sizeSentence = ({ name, limit }: Column, size: number, unit: string): string =>
  `${name === 'email' ? 'e-mail' : name} has ${size.toLocaleString('en-US')} ${unit}, ${limit.toLocaleString('en-US')} fit`;
