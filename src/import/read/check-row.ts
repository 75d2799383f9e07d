// Checks a row: turns its cells as written into canonical cells and problems.
import { findCellDamage } from '../../model/cell-damage.ts';
import { clearsCell } from '../../model/clears-cell.ts';
import { type Column, columns } from '../../model/columns.ts';
import { digestCells, readImportRef, readRefDigest } from '../../model/import-ref.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import { quoteCell } from '../../model/quote-cell.ts';
import { isBlank, readCell } from '../../model/read-cell.ts';
import type { Cell, CellMark, CheckedRow, ImportRef, Problem } from '../../model/row.ts';
import { type FormulaRule, unprotectCell } from '../../model/spreadsheet-safe.ts';
import { rejoinQuoted, unquote } from '../../model/unquote.ts';
import { type ColumnLayout, layOutColumns } from './column-layout.ts';
import { joinCustomFields } from './join-custom-fields.ts';
import { joinName } from './join-name.ts';
import { createCellPicker } from './pick-cells.ts';
import { readAction } from './read-action.ts';
import type { RawRow } from './read-rows.ts';
import { isOrdinary, readUploadedCell } from './read-uploaded-cell.ts';
import type { RowShape } from './row-shape.ts';
import { createShiftCheck } from './shifted-cells.ts';

export const oddRowProblem = 'the row looks like a total, a footer, or another table';
export const brokenQuoteProblem = 'a quote inside a quoted cell must be written twice';
const shifted: Problem = {
  text: 'its cells seem to be one column off: put cells that contain the delimiter in quotes',
};
const clearedPart: Problem = {
  column: 'name',
  text: "a part of a name can't be cleared: write the whole name into a column `name`",
};
export const unfixedProblem = 'not fixed yet';

const absentCells: readonly Cell[] = columns.map(() => null);
const nameIndex = columns.findIndex((column) => column.name === 'name');
const nameColumn: Column = columns[nameIndex]!;
const customFieldsIndex = columns.findIndex((column) => column.name === 'custom_fields');

export type RowCheck = {
  check(row: RawRow, shape: RowShape): CheckedRow;
  /** See `CellPicker`. */
  readonly differs: ReadonlyMap<number, number>;
};

/** Creates the check for the rows below this header. */
export function createRowCheck(header: MatchedHeader, formulaRule: FormulaRule, delimiter: string): RowCheck {
  const layout = layOutColumns(header);
  const unprotect = (text: string): string => unprotectCell(text, formulaRule);
  const { pick, differs } = createCellPicker(layout, unprotect);
  const isShifted = createShiftCheck(layout);
  return {
    check(row, shape) {
      const { cells } = row;
      const joined = cells.length <= layout.count ? cells : rejoinQuoted(cells, delimiter, layout.count);
      const checked = checkRow(layout, row, pick(joined), shape === 'odd', unprotect);
      return isShifted(cells) ? { ...checked, problems: [...checked.problems, shifted] } : checked;
    },
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
  const damagedName = marks.findIndex(({ column, damage }) => column === 'name' && damage !== undefined);
  const joined =
    cells[nameIndex] && damagedName === -1 ? null : joinName(layout.nameParts, written, unprotect);
  const parts = joined?.damage && damagedName !== -1 ? null : joined;
  if (parts !== null) {
    isRestorable = false;
    if (damagedName !== -1) marks.splice(damagedName, 1);
    const value = readCell(nameColumn, parts.name);
    if (parts.damage) marks.push({ column: 'name', text: parts.name, damage: parts.damage });
    if (typeof value === 'string') cells[nameIndex] = value;
    else problems.push({ column: 'name', text: value.problem });
  }
  if (layout.nameParts.some(({ at }) => clearsCell(written[at] ?? ''))) problems.push(clearedPart);
  const customFields = joinCustomFields(layout, cells[customFieldsIndex] ?? '', written, unprotect);
  if (customFields !== null) {
    cells[customFieldsIndex] = customFields.cell;
    problems.push(...customFields.problems);
  }
  const organization = readOrganization(written[layout.organization] ?? '', unprotect);
  if (organization.mark) marks.push(organization.mark);
  const action =
    layout.action === -1
      ? null
      : readAction(unprotect(written[layout.action] ?? ''), layout.isOfOrganizations);
  if (action !== null && typeof action !== 'string') problems.push(action);
  if (isOdd) problems.push({ text: oddRowProblem });
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
    organization: organization.name,
    action: typeof action === 'string' ? action : null,
    isNamePartial: parts?.isPartial ?? false,
    isOdd,
    uploaded: isRestorable ? null : uploaded.map(unprotect),
  };
}

type OrganizationCell = { readonly name: string | null; readonly mark?: CellMark };

/** A damaged name stays one that no organization has, so that its row goes to none. What says "nothing" is no name. */
function readOrganization(written: string, unprotect: (text: string) => string): OrganizationCell {
  if (written === '') return { name: null };
  const plain = unprotect(written);
  const name = unquote(written, plain);
  const damage = name === '' ? 'no value' : findCellDamage(nameColumn, name);
  if (damage === 'no value') return { name: null };
  return damage === null ? { name } : { name, mark: { column: 'organization', text: plain, damage } };
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
