// From the cells of a row as they are written to canonical cells and problems.
import { type Column, type ColumnName, columns } from '../../model/columns.ts';
import { headerMeanings, normalizeHeader } from '../../model/header-names.ts';
import { readImportRef } from '../../model/import-ref.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import { quoteCell } from '../../model/quote-cell.ts';
import { isBlank, readCell } from '../../model/read-cell.ts';
import type { Cell, CheckedRow, ImportRef, Problem } from '../../model/row.ts';
import { unprotectCell } from '../../model/spreadsheet-safe.ts';
import type { RawRow } from './read-rows.ts';

/** Where the cells of a row go to, the same for all rows of a file. */
type Places = {
  readonly columns: readonly { readonly at: number; readonly to: number; readonly column: Known }[];
  /** First, middle and last name, as far as the file has them. */
  readonly nameParts: readonly number[];
  /** -1 where there is none. */
  readonly ref: number;
  /** Columns that the canonical cells don't tell. */
  readonly untold: readonly number[];
  readonly count: number;
};

type Known = Column & { readonly name: ColumnName };

const noCells: readonly Cell[] = columns.map(() => null);
const nameAt = columns.findIndex((column) => column.name === 'name');

/** Compiles the header into the check of its rows. */
export function createRowCheck(header: MatchedHeader): (row: RawRow) => CheckedRow {
  const places = findPlaces(header);
  return (row) => checkRow(places, row);
}

function findPlaces({ header, columns: matched }: MatchedHeader): Places {
  const meanings = header.map((text) => headerMeanings.get(normalizeHeader(text)));
  const isPart = (at: number): boolean => meanings[at]?.use === 'name-part';
  const all = [...header.keys()];
  const parts = ['first', 'middle', 'last'] as const;
  return {
    columns: all.flatMap((at) => {
      const to = columns.findIndex((column) => column.name === matched[at]);
      return to === -1 || isPart(at) ? [] : [{ at, to, column: columns[to]! }];
    }),
    nameParts: parts.flatMap((part) =>
      all.filter((at) => {
        const meaning = meanings[at];
        return matched[at] !== null && meaning?.use === 'name-part' && meaning.part === part;
      }),
    ),
    ref: meanings.findIndex((meaning) => meaning?.use === 'import-ref'),
    // Not the two of a problem file, which are written anew in the next one.
    untold: all.filter(
      (at) => matched[at] === null && meanings[at]?.use !== 'import-ref' && meanings[at]?.use !== 'problem',
    ),
    count: header.length,
  };
}

function checkRow(places: Places, { start, cells: written }: RawRow): CheckedRow {
  const cells = noCells.slice();
  const problems: Problem[] = [];
  let told = true;
  for (const { at, to, column } of places.columns) {
    const text = written[at];
    if (text === undefined) continue;
    if (text === '' || (column.kind === 'text' && isOrdinary(text, column.limit))) {
      cells[to] = text;
      continue;
    }
    const plain = unprotectCell(text);
    const value = readCell(column, plain);
    if (value !== plain) told = false;
    if (typeof value === 'string') cells[to] = value;
    else problems.push({ column: column.name, text: value.problem });
  }
  const name = joinName(places.nameParts, written);
  if (name !== null) {
    const value = readCell(columns[nameAt]!, name);
    if (name !== '') told = false;
    if (typeof value === 'string') cells[nameAt] = value;
    else problems.push({ column: 'name', text: value.problem });
  }
  if (start.brokenQuote) problems.push({ text: 'a quote inside of a quoted cell is not doubled' });
  const extra = filledBeyond(written, places.count);
  if (extra) problems.push({ text: extra });
  const ref = places.ref === -1 ? null : takeRef(written[places.ref] ?? '', problems);
  if (told) told = !extra && places.untold.every((at) => !written[at]);
  return { line: start.line, cells, problems, ref, uploaded: told ? null : written.map(unprotectCell) };
}

/** Most cells by far: a text that begins with a letter or digit and fits. There is nothing to read in it. */
function isOrdinary(text: string, limit: number): boolean {
  const first = text.charCodeAt(0);
  return first > 0x2f && first < 0x7f && text.length <= limit;
}

/** First, middle and last name in one; null when the row has none of these cells. */
function joinName(places: readonly number[], written: readonly string[]): string | null {
  if (places.length === 0) return null;
  const parts = places.flatMap((at) => written[at] ?? []);
  if (parts.length === 0) return null;
  return parts
    .map((part) => unprotectCell(part).trim())
    .filter((part) => part !== '')
    .join(' ');
}

function filledBeyond(written: readonly string[], columnCount: number): string | null {
  if (written.length <= columnCount || written.slice(columnCount).every(isBlank)) return null;
  const filled = written.findLastIndex((cell) => !isBlank(cell)) + 1;
  return `the row has ${filled} cells, the header ${columnCount}: a cell that holds the delimiter must be in quotes`;
}

function takeRef(written: string, problems: Problem[]): ImportRef | null {
  if (isBlank(written)) return null;
  const ref = readImportRef(written);
  if (ref !== null) return ref;
  problems.push({ text: `import_ref ${quoteCell(written)} is none of ours: leave it as it was, or empty` });
  return null;
}
