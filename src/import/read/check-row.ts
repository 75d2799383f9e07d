// Checks a row: turns its cells as written into canonical cells and problems.
import { type Column, columns } from '../../model/columns.ts';
import type { NamePart } from '../../model/header-names.ts';
import { readImportRef } from '../../model/import-ref.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import { quoteCell } from '../../model/quote-cell.ts';
import { isBlank, readCell } from '../../model/read-cell.ts';
import type { Cell, CheckedRow, ImportRef, Problem } from '../../model/row.ts';
import { type FormulaRule, unprotectCell } from '../../model/spreadsheet-safe.ts';
import { type ColumnLayout, layOutColumns } from './column-layout.ts';
import { createCellPicker } from './pick-cells.ts';
import type { RawRow } from './read-rows.ts';
import type { RowShape } from './row-shape.ts';

const absentCells: readonly Cell[] = columns.map(() => null);
const nameIndex = columns.findIndex((column) => column.name === 'name');
const nameColumn: Column = columns[nameIndex]!;
const customFieldsIndex = columns.findIndex((column) => column.name === 'custom_fields');
const customFieldsColumn: Column = columns[customFieldsIndex]!;

export type RowCheck = {
  check(row: RawRow, shape: RowShape): CheckedRow;
  /** See `CellPicker`. */
  readonly differs: ReadonlyMap<number, number>;
};

/** Creates the check for the rows below this header. */
export function createRowCheck(header: MatchedHeader, formulaRule: FormulaRule): RowCheck {
  const layout = layOutColumns(header);
  const { pick, differs } = createCellPicker(layout);
  const unprotect = (text: string): string => unprotectCell(text, formulaRule);
  return {
    check: (row, shape) => checkRow(layout, row, pick(row.cells), shape === 'odd', unprotect),
    differs,
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
  isOdd: boolean,
  unprotect: (text: string) => string,
): CheckedRow {
  const cells = absentCells.slice();
  const problems: Problem[] = [];
  // Whether the cells as uploaded can be restored from the canonical cells.
  let isRestorable = written === uploaded;
  for (const { at, to, column } of layout.columns) {
    const text = written[at];
    if (text === undefined) continue;
    if (text === '' || (column.kind === 'text' && isOrdinary(text, column.limit))) {
      cells[to] = text;
      continue;
    }
    const plain = unprotect(text);
    const value = readCell(column, plain);
    if (value !== plain) isRestorable = false;
    if (typeof value === 'string') cells[to] = value;
    else problems.push({ column: column.name, text: value.problem });
  }
  const parts = cells[nameIndex] ? null : joinName(layout.nameParts, written, unprotect);
  if (parts !== null) {
    isRestorable = false;
    const value = readCell(nameColumn, parts.name);
    if (typeof value === 'string') cells[nameIndex] = value;
    else problems.push({ column: 'name', text: value.problem });
  }
  const customFields = joinCustomFields(layout, cells[customFieldsIndex] ?? '', written, unprotect);
  if (customFields !== null) {
    const value = readCell(customFieldsColumn, customFields);
    if (typeof value === 'string') cells[customFieldsIndex] = value;
    else problems.push({ column: 'custom_fields', text: value.problem });
  }
  const organization = unprotect(written[layout.organization] ?? '').trim();
  if (isOdd)
    problems.push({ text: 'the row is unlike the others, as a total, a footer, or another table is' });
  if (start.brokenQuote) problems.push({ text: 'a quote inside a quoted cell must be written twice' });
  const extra = describeExtraCells(written, layout.count);
  if (extra) problems.push({ text: extra });
  const ref = layout.ref === -1 ? null : readRef(written[layout.ref] ?? '', problems);
  if (isRestorable) isRestorable = !extra && layout.ignored.every((at) => !written[at]);
  return {
    line: start.line,
    cells,
    problems,
    ref,
    organization: organization === '' ? null : organization,
    isNamePartial: parts?.isPartial ?? false,
    isOdd,
    uploaded: isRestorable ? null : uploaded.map(unprotect),
  };
}

/** Whether a text starts with a letter or digit, is within the limit, and has no `'`. Nearly every cell needs no reading. */
function isOrdinary(text: string, limit: number): boolean {
  const first = text.charCodeAt(0);
  return first > 0x2f && first < 0x7f && text.length <= limit && !text.includes("'");
}

type JoinedName = { readonly name: string; readonly isPartial: boolean };

/** Joins the first, middle, and last name; `null` if all of them are blank. */
function joinName(
  nameParts: ColumnLayout['nameParts'],
  written: readonly string[],
  unprotect: (text: string) => string,
): JoinedName | null {
  if (nameParts.length === 0) return null;
  const filled = nameParts.flatMap(({ at, part }) => {
    const text = unprotect(written[at] ?? '').trim();
    return text === '' ? [] : [{ text, part }];
  });
  if (filled.length === 0) return null;
  const has = (name: NamePart): boolean => filled.some(({ part }) => part === name);
  return { name: filled.map(({ text }) => text).join(' '), isPartial: !has('first') || !has('last') };
}

/** Adds the columns that are keys of `custom_fields` to that cell; `null` if all of them are blank. */
function joinCustomFields(
  { customFields }: ColumnLayout,
  object: string,
  written: readonly string[],
  unprotect: (text: string) => string,
): string | null {
  const members = customFields.flatMap(({ at, key }) => {
    const text = unprotect(written[at] ?? '').trim();
    return text === '' ? [] : [`${JSON.stringify(key)}:${JSON.stringify(text)}`];
  });
  if (members.length === 0) return null;
  const before = object
    .trim()
    .replace(/^\{|\}$/gu, '')
    .trim();
  return `{${[...(before === '' ? [] : [before]), ...members].join(',')}}`;
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
