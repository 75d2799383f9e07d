// Classes of bytes, by which the cells of plain rows are judged. All are found by trying the rules for texts on texts that
// differ in one character, so that no rule is written twice.
import { encodeCopyRow } from '../../db/copy.ts';
import { type Column, columns } from '../../model/columns.ts';
import { isOrdinary } from './read-uploaded-cell.ts';
import { delimiters } from './sniff-dialect.ts';

/** What a byte is for the scan of a row. */
export const seen = {
  /** Ends a cell that is not quoted. */
  end: 1,
  /** Is not a character of ordinary texts, or is written in another form. */
  odd: 2,
  /** Is a part of a character outside ASCII. */
  high: 4,
  /** Could be a delimiter of another file. */
  splits: 8,
} as const;

/** Where a character may stand in an ordinary text. */
export const place = { first: 1, inside: 2, last: 4 } as const;

// Longer than the words that are not values.
const long = 'aaaaaaaaaaaa';
const find = (name: string): Column => columns.find((column) => column.name === name)!;
const textColumn = find('name');
const emailColumn = find('email');
const idColumn = find('customer_id');

const ascii = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code));

/** COPY and JSON have the character as it is. */
const isVerbatim = (char: string): boolean =>
  encodeCopyRow([char]) === `${char}\n` && JSON.stringify(char) === `"${char}"`;

/** A class of ASCII characters: 1 for those that are in it. */
function classOf(isIn: (char: string) => boolean): Uint8Array {
  const table = new Uint8Array(256);
  ascii.forEach((char, code) => {
    table[code] = isVerbatim(char) && isIn(char) ? 1 : 0;
  });
  return table;
}

export type ByteClasses = ReturnType<typeof createByteClasses>;

export function createByteClasses(delimiter: string) {
  const scanned = new Uint8Array(256).fill(seen.high, 0x80);
  const splitting = [...delimiters, delimiter];
  ascii.forEach((char, code) => {
    scanned[code] =
      (char === delimiter || char === '\n' || char === '\r' ? seen.end : 0) |
      ((placesOf(char) & place.inside) === 0 ? seen.odd : 0) |
      (splitting.includes(char) ? seen.splits : 0);
  });
  /** By code point; 0 for those that were not tried yet, with another bit set for those that were. */
  const tried = new Uint8Array(0x10000);
  return {
    scanned,
    /** The places of an ASCII character. */
    places: Uint8Array.from({ length: 256 }, (_, code) => (code < 0x80 ? placesOf(ascii[code]!) : 0)),
    /** The places of any character of the basic plane. */
    placesOfCode(code: number): number {
      if (tried[code] === 0) tried[code] = placesOf(String.fromCharCode(code)) | 0x80;
      return tried[code]! & 0x7f;
    },
    id: {
      first: classOf((char) => isOrdinary(char, idColumn)),
      later: classOf((char) => isOrdinary(`1${char}`, idColumn)),
      longest: longestId(),
    },
    email: {
      local: classOf((char) => isOrdinary(`a${char}@a.aa`, emailColumn)),
      /** At the ends of the parts of a domain, which are shorter than any limit. */
      edge: classOf((char) => isOrdinary(`a@${char}.aa`, emailColumn)),
      inner: classOf((char) => isOrdinary(`a@a${char}${char}a.aa`, emailColumn)),
      /** At the start of the last part, so that it is not a number. */
      top: classOf((char) => isOrdinary(`a@a.${char}`, emailColumn)),
    },
  };
}

function longestId(): number {
  let length = 1;
  while (isOrdinary('1'.repeat(length + 1), idColumn)) length++;
  return length;
}

function placesOf(char: string): number {
  if (!isVerbatim(char)) return 0;
  return (
    (isOrdinary(`${char}${long}`, textColumn) ? place.first : 0) |
    (isOrdinary(`a${char}${long}`, textColumn) ? place.inside : 0) |
    (isOrdinary(`${long}${char}`, textColumn) ? place.last : 0)
  );
}
