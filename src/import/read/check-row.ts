// Checks a row: turns its cells as written into canonical cells and problems.
import { findCellDamage } from '../../model/cell-damage.ts';
import { columns } from '../../model/columns.ts';
import { digestCells, readImportRef, readRefDigest } from '../../model/import-ref.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import { quoteCell } from '../../model/quote-cell.ts';
import { isBlank, readCell } from '../../model/read-cell.ts';
import type { Cell, CellMark, CheckedRow, ImportRef, Problem } from '../../model/row.ts';
import { type FormulaRule, unprotectCell } from '../../model/spreadsheet-safe.ts';
import { rejoinQuoted, unquote } from '../../model/unquote.ts';
import { type ColumnLayout, layOutColumns } from './column-layout.ts';
import type { RawRow } from './read-rows.ts';
import { isOrdinary, readUploadedCell } from './read-uploaded-cell.ts';

export const brokenQuoteProblem = 'a quote inside a quoted cell must be written twice';
export const unfixedProblem = 'not fixed yet';

const absentCells: readonly Cell[] = columns.map(() => null);
const nameIndex = columns.findIndex((column) => column.name === 'name');
const nameColumn = columns[nameIndex]!;

/** Creates the check for the rows below this header. */
export function createRowCheck(
  header: MatchedHeader,
  formulaRule: FormulaRule,
  delimiter: string,
): (row: RawRow) => CheckedRow {
  const layout = layOutColumns(header);
  const unprotect = (text: string): string => unprotectCell(text, formulaRule);
  return (row) => {
    if (row.cells.length <= layout.count) return checkRow(layout, row, row.cells, unprotect);
    return checkRow(layout, row, rejoinQuoted(row.cells, delimiter, layout.count), unprotect);
  };
}

/** The `import_ref` of the first row that has one, among the first rows of a file. */
export function findFirstRef(header: MatchedHeader, rows: readonly RawRow[]): ImportRef | null {
  const { ref } = layOutColumns(header);
  if (ref === -1) return null;
  const refs = rows.map(({ cells }) => readImportRef(cells[ref] ?? ''));
  return refs.find((found) => found !== null) ?? null;
}

function checkRow(
  layout: ColumnLayout,
  { start, cells: uploaded }: RawRow,
  written: readonly string[],
  unprotect: (text: string) => string,
): CheckedRow {
  const cells = absentCells.slice();
  const problems: Problem[] = [];
  const marks: CellMark[] = [];
  // Whether the cells as uploaded can be restored from the canonical cells.
  let isRestorable = written === uploaded;
  for (const { at, to, column } of layout.columns) {
    const text = written[at];
    if (text === undefined) continue;
    if (text === '' || isOrdinary(text, column)) {
      cells[to] = text;
      continue;
    }
    const plain = unprotect(text);
    const read = readUploadedCell(column, text, plain);
    if ('problem' in read) {
      isRestorable = false;
      problems.push({ column: column.name, text: read.problem });
      continue;
    }
    if (read.value !== plain) isRestorable = false;
    if (read.mark) marks.push(read.mark);
    cells[to] = read.value;
  }
  const name = joinName(layout.nameParts, written, unprotect);
  if (name !== null) {
    const value = readCell(nameColumn, name);
    if (name !== '') isRestorable = false;
    const damage = layout.nameParts
      .map((at) => findCellDamage(nameColumn, unquote(written[at] ?? '', unprotect(written[at] ?? ''))))
      .find((found) => found !== null);
    if (damage) marks.push({ column: 'name', text: name, damage });
    if (typeof value === 'string') cells[nameIndex] = value;
    else problems.push({ column: 'name', text: value.problem });
  }
  if (start.brokenQuote) problems.push({ text: brokenQuoteProblem });
  const extra = describeExtraCells(written, layout.count);
  if (extra) problems.push({ text: extra });
  const ref = layout.ref === -1 ? null : readRef(written[layout.ref] ?? '', problems);
  if (ref !== null && problems.length === 0) problems.push(...findUnfixed(layout, uploaded, unprotect));
  if (isRestorable) isRestorable = !extra && layout.ignored.every((at) => !written[at]);
  return {
    line: start.line,
    cells,
    problems,
    ref,
    marks: marks.length > 0 ? marks : null,
    uploaded: isRestorable ? null : uploaded.map(unprotect),
  };
}

/** Joins the first, middle, and last name; `null` if the row has none of these cells. */
function joinName(
  nameParts: readonly number[],
  written: readonly string[],
  unprotect: (text: string) => string,
): string | null {
  if (nameParts.length === 0) return null;
  const parts = nameParts.flatMap((at) => written[at] ?? []);
  if (parts.length === 0) return null;
  return parts
    .map((part) => unquote(part, unprotect(part)))
    .filter((part) => part !== '')
    .join(' ');
}

function describeExtraCells(written: readonly string[], columnCount: number): string | null {
  if (written.length <= columnCount || written.slice(columnCount).every(isBlank)) return null;
  const filled = written.findLastIndex((cell) => !isBlank(cell)) + 1;
  return `the row has ${filled} cells, but the header has ${columnCount}: put cells that contain the delimiter in quotes`;
}

function readRef(written: string, problems: Problem[]): ImportRef | null {
  if (isBlank(written)) return null;
  const ref = readImportRef(written);
  if (ref !== null) return ref;
  problems.push({
    text: `import_ref ${quoteCell(written)} is not from this app: restore the original value or clear it`,
  });
  return null;
}

/** A row of a problem file that is exactly as it was, although its cells don't show what is wrong. */
function findUnfixed(
  { ref, problem }: ColumnLayout,
  uploaded: readonly string[],
  unprotect: (text: string) => string,
): Problem[] {
  const digest = readRefDigest(uploaded[ref]!);
  if (digest === null) return [];
  const cells = uploaded.filter((_, at) => at !== ref && at !== problem).map(unprotect);
  if (digestCells(cells) !== digest) return [];
  const named = unprotect(uploaded[problem] ?? '').replace(new RegExp(`^(?:${unfixedProblem}(?:: )?)+`), '');
  return [{ text: named === '' ? unfixedProblem : `${unfixedProblem}: ${named}` }];
}
