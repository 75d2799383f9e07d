// From the cells of a row as they are written to canonical cells and problems.
import { type Column, columns } from '../model/columns.ts';
import { headerKey, headerMeanings } from '../model/header-names.ts';
import { readImportRef } from '../model/import-ref.ts';
import type { MatchedHeader } from '../model/matched-header.ts';
import { quoteCell } from '../model/quote-cell.ts';
import { readCell } from '../model/read-cell.ts';
import type { Cell, CheckedRow, ImportRef, Problem } from '../model/row.ts';
import { unprotectCell } from '../model/spreadsheet-safe.ts';
import { isBlank, type RawRow } from './read-rows.ts';

type Source = { readonly at: number; readonly to: number; readonly column: Column };

const noCells: readonly Cell[] = columns.map(() => null);
const nameAt = columns.findIndex((column) => column.name === 'name');

/** Compiles the header into the check of its rows. */
export const createRowCheck = (matched: MatchedHeader): ((row: RawRow) => CheckedRow) => {
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

  return ({ line, cells: written, brokenQuote }) => {
    const cells = noCells.slice();
    const problems: Problem[] = [];
    let told = true;
    const put = ({ to, column }: Omit<Source, 'at'>, text: string): void => {
      const value = readCell(column, text);
      if (typeof value === 'string') {
        cells[to] = value;
        if (value !== text) told = false;
      } else {
        problems.push({ column: columns[to]!.name, text: value.problem });
        told = false;
      }
    };

    for (const source of sources) {
      const text = written[source.at];
      if (text === '') cells[source.to] = '';
      else if (text !== undefined) put(source, unprotectCell(text));
    }
    if (partsAt.length > 0) {
      const parts = partsAt.flatMap((at) => written[at] ?? []);
      const name = parts.map((part) => unprotectCell(part).trim()).filter((part) => part !== '');
      if (parts.length > 0) put({ to: nameAt, column: columns[nameAt]! }, name.join(' '));
      if (name.length > 0) told = false;
    }
    if (brokenQuote) problems.push({ text: 'a quote inside of a quoted cell is not doubled' });
    const extra = filledBeyond(written, header.length);
    if (extra) problems.push({ text: extra });
    const ref = refAt === -1 ? null : takeRef(written[refAt] ?? '', problems);
    if (told) told = !extra && untoldAt.every((at) => !written[at]);
    return { line, cells, problems, ref, uploaded: told ? null : written.map(unprotectCell) };
  };
};

const filledBeyond = (written: readonly string[], columnCount: number): string | null => {
  if (written.length <= columnCount || written.slice(columnCount).every(isBlank)) return null;
  const filled = written.findLastIndex((cell) => !isBlank(cell)) + 1;
  return `${filled} cells are filled, the header has ${columnCount}: is a cell with the delimiter in it not in quotes?`;
};

const takeRef = (written: string, problems: Problem[]): ImportRef | null => {
  if (isBlank(written)) return null;
  const ref = readImportRef(written);
  if (ref === null)
    problems.push({ text: `import_ref ${quoteCell(written)} is none of ours: leave it as it was, or empty` });
  return ref;
};
