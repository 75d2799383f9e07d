// Describes the columns of a file that are not read.
import { findNearest } from '../../model/find-nearest.ts';
import { findKnownHeader, knownNames, meaningKey, normalizeHeader } from '../../model/header-names.ts';
import type { ColumnRead } from '../../model/matched-header.ts';
import { doMatter } from '../../model/person-cells.ts';
import type { IgnoredColumn } from '../../model/plan.ts';
import { shortenCell } from '../../model/quote-cell.ts';

// Comparing one header with all known names takes some milliseconds.
const maxHints = 20;

/**
 * Those that matter come first, so that a shortened list names them.
 *
 * @param reads in order of preference
 * @param cellsOf the first filled cells of a column
 */
export function describeIgnored(
  header: readonly string[],
  reads: readonly ColumnRead[],
  cellsOf: (at: number) => readonly string[],
): IgnoredColumn[] {
  let hints = 0;
  const described = [...header.keys()].flatMap((at): IgnoredColumn[] => {
    const read = reads.find((candidate) => candidate.at === at);
    const better = read && betterThan(read, reads);
    if (read && !better) return [];
    const name = nameOf(header, at);
    const cells = cellsOf(at);
    const matters = doMatter(cells) ? { matters: true } : {};
    if (better) return [{ at, header: name, readInstead: nameOf(header, better.at), ...matters }];
    // An empty column loses nothing.
    const isHinted = cells.length > 0 && hints++ < maxHints;
    const nearest = isHinted ? nearestColumn(header[at]!) : {};
    return [{ at, header: name, ...nearest, ...matters }];
  });
  const weight = ({ matters, readInstead, nearest }: IgnoredColumn) =>
    matters || readInstead || nearest ? 0 : 1;
  return described.toSorted((a, b) => weight(a) - weight(b));
}

/** The column with the same meaning that is preferred, if any is. Parts of a name only fill names that are blank. */
function betterThan(read: ColumnRead, reads: readonly ColumnRead[]): ColumnRead | null {
  if (read.meaning.use === 'custom-field') return null;
  const meaning = meaningKey(read.meaning);
  const first = reads.find((other) => meaningKey(other.meaning) === meaning)!; // at least `read` itself
  return first === read ? null : first;
}

const nameOf = (header: readonly string[], at: number): string =>
  header[at]!.trim() === '' ? `(column ${at + 1})` : shortenCell(header[at]!);

function nearestColumn(text: string): Pick<IgnoredColumn, 'nearest'> {
  const name = normalizeHeader(text);
  // Known, and its cells contradict the name: a title may be a salutation.
  if (findKnownHeader(text) !== null) return {};
  // Hardly anybody mistypes the first letter, and "department" is not an apartment.
  const nearest = findNearest(
    name,
    knownNames().filter((known) => known[0] === name[0]),
  );
  const meaning = nearest ? findKnownHeader(nearest)?.meaning : null;
  if (meaning?.use === 'column') return { nearest: meaning.column };
  return meaning?.use === 'name-part' ? { nearest: 'name' } : {};
}
