// Reads the text of one cell into its canonical form, by the rule of its column.
import { knownBooleanWords, readBooleanWord } from './boolean-words.ts';
import { cleanText, isOuter, trimOuter } from './clean-text.ts';
import type { Column, ColumnKind } from './columns.ts';
import { isEmail } from './email.ts';
import { measureJsonObject } from './json-object.ts';
import { quoteCell } from './quote-cell.ts';
import { describeBadEmail, readAddress } from './read-email.ts';
import { readId, readInteger } from './whole-number.ts';

/** Why a text is not a value of its column, as a sentence for the member: `email "nope" is not a valid address`. */
export type InvalidCell = { readonly problem: string };

/** Reads a text that contains more than whitespace. */
type Reader = (text: string, column: Column) => string | InvalidCell;

const invalid = (problem: string): InvalidCell => ({ problem });

const readText: Reader = (written, column) => {
  const text = cleanText(written);
  return checkLength(text, column) ?? text;
};

const readEmail: Reader = (written, column) => {
  const text = cleanText(written);
  const address = isEmail(text) ? text : readAddress(text);
  const tooLong = checkLength(address ?? text, column);
  if (tooLong) return tooLong;
  return address ?? invalid(`email ${describeBadEmail(text)}`);
};

const readEmails: Reader = (written, column) => {
  const text = cleanText(written);
  const tooLong = checkLength(text, column);
  if (tooLong) return tooLong;
  if (isEmail(text)) return text;
  const parts = text.split(/[,;]/).filter((part) => trimOuter(part) !== '');
  if (parts.length > 0 && parts.every((part) => isEmail(trimOuter(part)))) return text;
  const addresses = parts.map(readAddress);
  const bad = parts[addresses.indexOf(null)];
  if (bad === undefined && parts.length > 0) return addresses.join(', ');
  return invalid(`${column.name}: ${quoteCell(bad ?? text)} is not a valid email address`);
};

const readBoolean: Reader = (text, column) =>
  readBooleanWord(text) ??
  readBooleanWord(cleanText(text)) ??
  invalid(`${column.name} ${quoteCell(text)} is neither yes nor no: write ${knownBooleanWords}`);

const readJson: Reader = (text, column) => {
  const trimmed = trimOuter(text);
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

/** Whether the text is empty or contains only whitespace and invisible characters. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  // NaN is the empty text.
  return Number.isNaN(first) || (isOuter(first) && trimOuter(text) === '');
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
