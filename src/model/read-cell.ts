// Reads the text of one cell into its canonical form, by the rule of its column.
import type { Column, ColumnKind } from './columns.ts';
import { isEmail } from './email.ts';
import { measureJsonObject } from './json-object.ts';
import { quoteCell } from './quote-cell.ts';
import { readId, readInteger } from './whole-number.ts';

/** Why a text is not a value of its column, as a sentence for the member: `email "nope" is not a valid address`. */
export type InvalidCell = { readonly problem: string };

/** Reads a text that contains more than whitespace. */
type Reader = (text: string, column: Column) => string | InvalidCell;

const invalid = (problem: string): InvalidCell => ({ problem });

const readText: Reader = (text, column) => checkLength(text, column) ?? text;

const readEmail: Reader = (text, column) => {
  const address = text.trim();
  const tooLong = checkLength(address, column);
  if (tooLong) return tooLong;
  return isEmail(address) ? address : invalid(`email ${quoteCell(text)} is not a valid address`);
};

const readEmails: Reader = (text, column) => {
  const trimmed = text.trim();
  const tooLong = checkLength(trimmed, column);
  if (tooLong) return tooLong;
  if (isEmail(trimmed)) return trimmed;
  const addresses = trimmed.split(/[,;]/).flatMap((part) => part.trim() || []);
  const bad = addresses.find((address) => !isEmail(address));
  if (bad === undefined && addresses.length > 0) return trimmed;
  return invalid(`${column.name}: ${quoteCell(bad ?? text)} is not a valid email address`);
};

// First the words that people write, then the words that Excel writes for `true` and `false` in German, French, Spanish,
// Italian, Portuguese, Dutch, Polish, Swedish, Danish, and Norwegian.
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
  const trimmed = text.trim();
  // The length is checked before parsing, so that an enormous cell costs no time.
  const size = trimmed.length > column.limit ? trimmed.length : measureJsonObject(trimmed);
  if (typeof size !== 'number') return invalid(`${column.name} ${size.problem}`);
  const bytes = Math.max(size, Buffer.byteLength(trimmed));
  return bytes <= column.limit ? trimmed : invalid(describeExcess(column, bytes, 'bytes'));
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

/** Whether the text is empty or contains only whitespace. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  // Nearly every text starts with a visible ASCII character, so trimming is rarely needed. NaN is the empty text.
  return !(first > 0x20 && first < 0x7f) && text.trim() === '';
}

/** Returns the canonical form of `text` (see `Cell`), which is `''` for whitespace, or what is wrong with it. */
export const readCell = (column: Column, text: string): string | InvalidCell =>
  isBlank(text) ? '' : readers[column.kind](text, column);

function checkLength(text: string, column: Column): InvalidCell | null {
  if (text.length <= column.limit) return null;
  const characters = countCharacters(text);
  return characters <= column.limit ? null : invalid(describeExcess(column, characters, 'characters'));
}

/** Counts code points, as Postgres does: a character outside the basic plane counts once, although its `length` is 2. */
function countCharacters(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) count--;
  }
  return count;
}

const describeExcess = ({ name, limit }: Column, size: number, unit: string): string =>
  `${name} has ${size.toLocaleString('en-US')} ${unit}, but the limit is ${limit.toLocaleString('en-US')}`;
