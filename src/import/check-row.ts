// From the cells of a row as they are written to canonical cells and problems.
import { type Column, type ColumnName, columns } from '../model/columns.ts';
import { headerKey, headerMeanings } from '../model/header-names.ts';
import { readImportRef } from '../model/import-ref.ts';
import type { MatchedHeader } from '../model/matched-header.ts';
import { quoteCell } from '../model/quote-cell.ts';
import { isBlank, readCell } from '../model/read-cell.ts';
import type { Cell, CheckedRow, ImportRef, Problem } from '../model/row.ts';
import { unprotectCell } from '../model/spreadsheet-safe.ts';
import type { RawRow } from './read-rows.ts';

type Source = {
  readonly at: number;
  readonly to: number;
  readonly column: Column & { readonly name: ColumnName };
};

const noCells: readonly Cell[] = columns.map(() => null);
const nameAt = columns.findIndex((column) => column.name === 'name');
const nameColumn = columns[nameAt]!;

/** Compiles the header into the check of its rows. */
export function createRowCheck(matched: MatchedHeader): (row: RawRow) => CheckedRow {
  const { header } = matched;
  const meanings = header.map((text) => headerMeanings.get(headerKey(text)));
  const sources: Source[] = matched.columns.flatMap((name, at) => {
    const to = columns.findIndex((column) => column.name === name);
    return name === null || meanings[at]?.use === 'name-part' ? [] : [{ at, to, column: columns[to]! }];
  });
  const partsAt = (['first', 'middle', 'last'] as const).flatMap((part) => {
    const at = meanings.findIndex((meaning) => meaning?.use === 'name-part' && meaning.part === part);
    return at === -1 || matched.columns[at] === null ? [] : [at];
  });
  const refAt = meanings.findIndex((meaning) => meaning?.use === 'import-ref');
  // Those that `cells` doesn't tell; the two of a problem file are written anew anyway.
  const untoldAt = [...header.keys()].filter(
    (at) => matched.columns[at] === null && !['import-ref', 'problem'].includes(meanings[at]?.use ?? ''),
  );

  return ({ start, cells: written }) => {
    const cells = noCells.slice();
    const problems: Problem[] = [];
    let told = true;
    for (const { at, to, column } of sources) {
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
    if (partsAt.length > 0) {
      const name = joinName(partsAt, written);
      const value = name === null ? null : readCell(nameColumn, name);
      if (name !== null && name !== '') told = false;
      if (typeof value === 'string') cells[nameAt] = value;
      else if (value !== null) problems.push({ column: 'name', text: value.problem });
    }
    if (start.brokenQuote) problems.push({ text: 'a quote inside of a quoted cell is not doubled' });
    const extra = filledBeyond(written, header.length);
    if (extra) problems.push({ text: extra });
    const ref = refAt === -1 ? null : takeRef(written[refAt] ?? '', problems);
    if (told) told = !extra && untoldAt.every((at) => !written[at]);
    return { line: start.line, cells, problems, ref, uploaded: told ? null : written.map(unprotectCell) };
  };
}

/** Most cells by far: a text that begins with a letter or digit and fits. There is nothing to read in it. */
function isOrdinary(text: string, limit: number): boolean {
  const first = text.charCodeAt(0);
  return first > 0x2f && first < 0x7f && text.length <= limit;
}

/** First, middle and last name in one; null when the row has none of these cells. */
function joinName(partsAt: readonly number[], written: readonly string[]): string | null {
  const parts = partsAt.flatMap((at) => written[at] ?? []);
  if (parts.length === 0) return null;
  return parts
    .map((part) => unprotectCell(part).trim())
    .filter((part) => part !== '')
    .join(' ');
}

function filledBeyond(written: readonly string[], columnCount: number): string | null {
  if (written.length <= columnCount || written.slice(columnCount).every(isBlank)) return null;
  const filled = written.findLastIndex((cell) => !isBlank(cell)) + 1;
  return `${filled} cells are filled, the header has ${columnCount}: is a cell with the delimiter in it not in quotes?`;
}

function takeRef(written: string, problems: Problem[]): ImportRef | null {
  if (isBlank(written)) return null;
  const ref = readImportRef(written);
  if (ref === null)
    problems.push({ text: `import_ref ${quoteCell(written)} is none of ours: leave it as it was, or empty` });
  return ref;
}
