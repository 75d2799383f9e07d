// Finds headers among the rows: the header of the table again, and those of other tables, as in files that were joined.
import {
  findKnownHeader,
  type HeaderMeaning,
  knownNames,
  meaningKey,
  normalizeHeader,
} from '../../model/header-names.ts';
import { leadingWords } from '../../model/header-variants.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import { isBlank } from '../../model/read-cell.ts';

/** `same`: the columns of the table. `other`: other columns, or the same ones in another order. */
export type RepeatedHeader = 'same' | 'other';

export type HeaderCheck = {
  of(cells: readonly string[]): RepeatedHeader | null;
  /**
   * Finds rows that are no headers by the bytes of a cell.
   *
   * @param at the column of the cell
   * @returns true for a cell that is in no header; false if that isn't certain
   */
  isNoName(at: number, text: Buffer, from: number, to: number): boolean;
};

/**
 * Creates a check that takes a row for a header if all of its filled cells, at least two, are names of columns. In a table
 * with one column, its name is enough.
 */
export function createHeaderCheck({ header, reads = [] }: MatchedHeader): HeaderCheck {
  const names = header.map(normalizeHeader);
  const named = new Set(names.filter((name) => name !== ''));
  const meanings = header.map((text, at) => {
    const known = findKnownHeader(text);
    const read = reads.filter((column) => column.at === at).map(({ meaning }) => meaning);
    return new Set([...(known ? [known.meaning] : []), ...read].map(meaningKey));
  });

  const mayBeName = createNameFilter(names);

  let startsNoName: StartFilter | null = null;
  /** In these columns, a cell that can't be a name differs from the header. */
  const areNames = header.map(mayBeName);

  return { of: repeatedHeader, isNoName };

  function isNoName(at: number, text: Buffer, from: number, to: number): boolean {
    startsNoName ??= createStartFilter(mayBeName);
    return areNames[at] === true && startsNoName(text, from, to);
  }

  function repeatedHeader(cells: readonly string[]): RepeatedHeader | null {
    for (let at = 0; at < cells.length; at++)
      if (cells[at] !== header[at] && !mayBeName(cells[at]!)) return null;
    let filled = 0;
    let isSame = true;
    let isOfPeople = false;
    for (const [at, cell] of cells.entries()) {
      if (isBlank(cell)) continue;
      filled++;
      const name = normalizeHeader(cell);
      const known = findKnownHeader(cell);
      if (known === null && !named.has(name)) return null;
      const hasMeaning = known !== null && meanings[at]?.has(meaningKey(known.meaning)) === true;
      isSame &&= name === names[at] || hasMeaning;
      isOfPeople ||= known !== null && tellsWho(known.meaning);
    }
    if (filled === 1)
      isSame = named.size === 1 && cells.every((cell) => isBlank(cell) || named.has(normalizeHeader(cell)));
    if (isSame) return 'same';
    return isOfPeople && filled > 1 ? 'other' : null;
  }
}

/** A filter for nearly all cells that are not names of columns, by their first letters: comparing whole names takes 1 µs. */
function createNameFilter(names: readonly string[]): (cell: string) => boolean {
  const starts = new Set([...knownNames(), ...names, ...leadingWords].map((name) => name.slice(0, 3)));
  return (cell) => {
    if (cell === '') return true;
    const code = cell.charCodeAt(0);
    if (startsNumber(code)) return false;
    const start = cell.slice(0, 3).toLowerCase();
    if (!starts.has(start) && /^[a-z]{3}$/.test(start)) return false;
    return cell.length <= 100 && !cell.includes('@');
  };
}

type StartFilter = (text: Buffer, from: number, to: number) => boolean;

/** The filter above for the bytes of a cell, as far as its first three characters decide: it is tried with all of them. */
function createStartFilter(mayBeName: (cell: string) => boolean): StartFilter {
  const letters = 26;
  const first = 'a'.charCodeAt(0);
  const isIn = new Uint8Array(letters ** 3);
  for (let i = 0; i < isIn.length; i++) {
    const three = [Math.trunc(i / letters ** 2), Math.trunc(i / letters) % letters, i % letters];
    isIn[i] = mayBeName(String.fromCharCode(...three.map((letter) => first + letter))) ? 0 : 1;
  }
  const isNumber = Uint8Array.from({ length: 256 }, (_, code) => (startsNumber(code) ? 1 : 0));
  const letterOf = (byte: number): number => (byte < 0x80 ? (byte | 0x20) - first : letters);
  return (text, from, to) => {
    if (isNumber[text[from]!] === 1) return true;
    if (to - from < 3) return false;
    const a = letterOf(text[from]!);
    const b = letterOf(text[from + 1]!);
    const c = letterOf(text[from + 2]!);
    if (a < 0 || a >= letters || b < 0 || b >= letters || c < 0 || c >= letters) return false;
    return isIn[(a * letters + b) * letters + c] === 1;
  };
}

/** No name of a column starts like a number. */
const startsNumber = (code: number): boolean => (code >= 0x30 && code <= 0x39) || code === 0x2b;

/** Without such a column, the row may be an end user: Land, Handy, Page, and State are names of people, too. */
function tellsWho(meaning: HeaderMeaning): boolean {
  if (meaning.use !== 'column') return meaning.use === 'name-part' || meaning.use === 'organization';
  return ['customer_id', 'contact_id', 'name', 'email'].includes(meaning.column);
}
