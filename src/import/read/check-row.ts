// Checks a row: turns its cells as written into canonical cells and problems.
import { type Column, columns } from '../../model/columns.ts';
import { readImportRef } from '../../model/import-ref.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import { quoteCell } from '../../model/quote-cell.ts';
import { isBlank, readCell } from '../../model/read-cell.ts';
import type { Cell, CheckedRow, ImportRef, Problem } from '../../model/row.ts';
import { unprotectCell } from '../../model/spreadsheet-safe.ts';
import { type ColumnLayout, layOutColumns } from './column-layout.ts';
import type { RawRow } from './read-rows.ts';

const absentCells: readonly Cell[] = columns.map(() => null);
const nameIndex = columns.findIndex((column) => column.name === 'name');
const nameColumn: Column = columns[nameIndex]!;

/** Creates the check for the rows below this header. */
export function createRowCheck(header: MatchedHeader): (row: RawRow) => CheckedRow {
  const layout = layOutColumns(header);
  return (row) => checkRow(layout, row);
}

function checkRow(layout: ColumnLayout, { start, cells: written }: RawRow): CheckedRow {
  const cells = absentCells.slice();
  const problems: Problem[] = [];
  // Whether the cells as uploaded can be restored from the canonical cells.
  let isRestorable = true;
  for (const { at, to, column } of layout.columns) {
    const text = written[at];
    if (text === undefined) continue;
    if (text === '' || (column.kind === 'text' && isOrdinary(text, column.limit))) {
      cells[to] = text;
      continue;
    }
    const plain = unprotectCell(text);
    const value = readCell(column, plain);
    if (value !== plain) isRestorable = false;
    if (typeof value === 'string') cells[to] = value;
    else problems.push({ column: column.name, text: value.problem });
  }
  const name = joinName(layout.nameParts, written);
  if (name !== null) {
    const value = readCell(nameColumn, name);
    if (name !== '') isRestorable = false;
    if (typeof value === 'string') cells[nameIndex] = value;
    else problems.push({ column: 'name', text: value.problem });
  }
  if (start.brokenQuote) problems.push({ text: 'a quote inside a quoted cell must be written twice' });
  const extra = describeExtraCells(written, layout.count);
  if (extra) problems.push({ text: extra });
  const ref = layout.ref === -1 ? null : readRef(written[layout.ref] ?? '', problems);
  if (isRestorable) isRestorable = !extra && layout.ignored.every((at) => !written[at]);
  const uploaded = isRestorable ? null : written.map(unprotectCell);
  return { line: start.line, cells, problems, ref, uploaded };
}

/** Whether a text starts with a letter or digit and is within the limit. Nearly every cell is, and needs no reading. */
function isOrdinary(text: string, limit: number): boolean {
  const first = text.charCodeAt(0);
  return first > 0x2f && first < 0x7f && text.length <= limit;
}

/** Joins the first, middle, and last name; `null` if the row has none of these cells. */
function joinName(nameParts: readonly number[], written: readonly string[]): string | null {
  if (nameParts.length === 0) return null;
  const parts = nameParts.flatMap((at) => written[at] ?? []);
  if (parts.length === 0) return null;
  return parts
    .map((part) => unprotectCell(part).trim())
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
