// Finds rows that are not people: repeated headers and lines of dashes, which are skipped, and rows that are unlike the
// others, such as totals, footers, and second tables.
import { isEmail } from '../../model/email.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import { isBlank } from '../../model/read-cell.ts';
import { layOutColumns } from './column-layout.ts';
import type { RawRow } from './read-rows.ts';
import { createHeaderCheck, type HeaderCheck } from './repeated-headers.ts';

/** `skip`: says nothing. `odd`: is most likely not an end user. */
export type RowShape = 'row' | 'skip' | 'odd';

/** How many cells a row fills in a file whose rows fill many. */
const many = 3;

const dashes = /^[\s\-=_+*|:.~–—]*[-=_–—]{2,}[\s\-=_+*|:.~–—]*$/u;
const markdownRule = /^\s*:?-+:?\s*$/u;

/** How totals and footers begin, in the languages that headers are read in. */
const things =
  '(?:rows?|records?|users?|contacts?|people|members?|results?|entries|items|zeilen|kontakte|benutzer|lignes|filas|righe|rijen|linhas|wierszy)';
const sum =
  '(?:(?:grand |sub)?totals?|total général|sum|summe|gesamt|insgesamt|somme|suma|totale|totaal|razem|count|anzahl)';
const footer = new RegExp(
  `^(?:${sum}(?: ${things})?(?:\\s*[:=]|\\s*$|\\s+\\d)|\\(?\\d+ ${things}\\b|copyright\\b|©|\\(c\\) |end of (?:report|file|list)|(?:generated|exported|created|printed) (?:on|by|at|from)\\b|page \\d+ of \\d+)`,
  'iu',
);

export type ShapeCheck = {
  of(row: RawRow): RowShape;
  /** See `HeaderCheck`. */
  readonly isNoName: HeaderCheck['isNoName'];
  /** Whether a text at the start of a row makes it odd, unless the row is about a person. */
  isFooter(text: string): boolean;
  /** Whether the next rows are below the header of another table. */
  isInOtherTable(): boolean;
  /** Notes a row that is certainly one of the table, which `of` was not asked about. */
  noteTableRow(): void;
};

/** @param rows the first rows below the header, by which the others are judged */
export function createShapeCheck(header: MatchedHeader, rows: readonly RawRow[]): ShapeCheck {
  const layout = layOutColumns(header);
  const headers = createHeaderCheck(header);
  const emailAts = (header.reads ?? []).flatMap(({ at, meaning }) =>
    meaning.use === 'column' && meaning.column === 'email' ? [at] : [],
  );
  const idAts = layout.columns.flatMap(({ at, column }) => (column.kind === 'id' ? [at] : []));
  const people = rows.filter(({ cells }) => headers.of(cells) === null && !isRule(cells));
  const median = (counts: readonly number[]): number =>
    counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
  const doFillMany = median(people.map(({ cells }) => countFilled(cells))) >= many;
  const isUsuallyWhole =
    people.filter(({ cells }) => cells.length >= layout.count).length * 2 > people.length;
  let isAfterTable = false;
  let isOtherTable = false;

  return {
    of: shapeOf,
    isNoName: headers.isNoName,
    isFooter: (text) => footer.test(text),
    isInOtherTable: () => isOtherTable,
    noteTableRow() {
      isAfterTable = false;
    },
  };

  function shapeOf(row: RawRow): RowShape {
    const { cells } = row;
    const repeated = headers.of(cells);
    if (repeated !== null) isOtherTable = repeated === 'other';
    if (repeated === 'same' || isRule(cells)) return 'skip';
    // The cells of another table mean something else, even where they look like those of this one.
    if (isOtherTable) return 'odd';
    const isShort = cells.length < layout.count;
    // A whole row is a part of the table again.
    if (!isShort) isAfterTable = false;
    else if (row.isAfterBlank) isAfterTable = true;
    const isUnlikeOthers =
      (isShort && layout.count > 1 && (isUsuallyWhole || isAfterTable)) ||
      (layout.count >= many &&
        (doFillMany || isAfterTable) &&
        fillsOne(cells) &&
        !isNewOrganization(cells)) ||
      footer.test(firstFilled(cells));
    return isUnlikeOthers && !isPerson(cells) ? 'odd' : 'row';
  }

  /** A new organization needs no more than its name. */
  function isNewOrganization(cells: readonly string[]): boolean {
    return layout.isOfOrganizations && !isBlank(cells[layout.organization] ?? '');
  }

  function isPerson(cells: readonly string[]): boolean {
    return (
      emailAts.some((at) => isEmail((cells[at] ?? '').trim())) ||
      idAts.some((at) => !isBlank(cells[at] ?? '')) ||
      (layout.ref !== -1 && !isBlank(cells[layout.ref] ?? ''))
    );
  }
}

/** A line of dashes, or of nothing. */
function isRule(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell !== '') ?? '';
  const code = first.charCodeAt(0);
  // Nearly every row begins with a letter or a digit.
  if (code > 0x2f && code < 0x7f && code !== 0x3a && code !== 0x3d && code !== 0x5f && code !== 0x7c)
    return false;
  if (cells.every((cell) => cell === '' || cell.trim() === '\x1a')) return true;
  return cells.every((cell) => isBlank(cell) || markdownRule.test(cell) || dashes.test(cell));
}

function firstFilled(cells: readonly string[]): string {
  for (const cell of cells) if (!isBlank(cell)) return cell.trimStart();
  return '';
}

function fillsOne(cells: readonly string[]): boolean {
  let count = 0;
  for (const cell of cells) if (!isBlank(cell) && ++count > 1) return false;
  return count === 1;
}

function countFilled(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) if (!isBlank(cell)) count++;
  return count;
}
