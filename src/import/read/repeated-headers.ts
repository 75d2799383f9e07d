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

/**
 * Creates a check that takes a row for a header if all of its filled cells, at least two, are names of columns. In a table
 * with one column, its name is enough.
 */
export function createHeaderCheck({
  header,
  reads = [],
}: MatchedHeader): (cells: readonly string[]) => RepeatedHeader | null {
  const names = header.map(normalizeHeader);
  const named = new Set(names.filter((name) => name !== ''));
  const meanings = header.map((text, at) => {
    const known = findKnownHeader(text);
    const read = reads.filter((column) => column.at === at).map(({ meaning }) => meaning);
    return new Set([...(known ? [known.meaning] : []), ...read].map(meaningKey));
  });

  const mayBeName = createNameFilter(names);

  return (cells) => {
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
  };
}

/** A filter for nearly all cells that are not names of columns, by their first letters: comparing whole names takes 1 µs. */
function createNameFilter(names: readonly string[]): (cell: string) => boolean {
  const starts = new Set([...knownNames(), ...names, ...leadingWords].map((name) => name.slice(0, 3)));
  return (cell) => {
    if (cell === '') return true;
    const code = cell.charCodeAt(0);
    if ((code >= 0x30 && code <= 0x39) || code === 0x2b) return false;
    const start = cell.slice(0, 3).toLowerCase();
    if (!starts.has(start) && /^[a-z]{3}$/.test(start)) return false;
    return cell.length <= 100 && !cell.includes('@');
  };
}

/** Without such a column, the row may be an end user: Land, Handy, Page, and State are names of people, too. */
function tellsWho(meaning: HeaderMeaning): boolean {
  if (meaning.use !== 'column') return meaning.use === 'name-part' || meaning.use === 'organization';
  return ['customer_id', 'contact_id', 'name', 'email'].includes(meaning.column);
}
