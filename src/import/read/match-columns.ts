// From the first row of a file to the columns that it has.

import { BadFileError } from '../../model/bad-file-error.ts';
import { type ColumnName, columnNames } from '../../model/columns.ts';
import { findNearest } from '../../model/find-nearest.ts';
import { type HeaderMeaning, headerMeanings, normalizeHeader } from '../../model/header-names.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { IgnoredColumn } from '../../model/plan.ts';
import { quoteCell, shortenCell } from '../../model/quote-cell.ts';

const maxColumns = 1000;

// The comparison with all known names takes half a millisecond.
const maxHints = 20;

/** Throws `WrongFile` when no column is known, and when two headers mean the same column. */
export function matchColumns(cells: readonly string[], line: number): MatchedHeader {
  const header = withoutTrailingBlanks(cells);
  if (header.length > maxColumns) throw tooManyColumns(header.length, line);
  const meanings = header.map((text) => headerMeanings.get(normalizeHeader(text)) ?? null);
  const columns = meanings.map((meaning) => (meaning?.use === 'column' ? meaning.column : null));
  refuseTwice(header, meanings, columns, line);
  // With a full name in the file its parts say nothing more.
  const named = columns.includes('name');
  const withNames = meanings.map((meaning, i) =>
    meaning?.use === 'name-part' && !named ? 'name' : columns[i]!,
  );
  if (withNames.every((column) => column === null)) throw noHeader(header, line);
  const ignored = [...header.keys()].filter((at) => isIgnored(meanings[at]!, named));
  return {
    line,
    header,
    columns: withNames,
    ignored: ignored.map((at, i) => ignoredColumn(header[at]!, at, i < maxHints)),
  };
}

const withoutTrailingBlanks = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);

const isIgnored = (meaning: HeaderMeaning | null, named: boolean): boolean =>
  meaning === null || (named && meaning.use === 'name-part');

function ignoredColumn(text: string, at: number, withHint: boolean): IgnoredColumn {
  const key = normalizeHeader(text);
  const header = text.trim() === '' ? `(column ${at + 1})` : shortenCell(text);
  const known = headerMeanings.has(key) || !withHint ? [] : [...headerMeanings.keys()];
  const near = findNearest(key, known);
  const meaning = near && headerMeanings.get(near);
  if (!meaning) return { header };
  if (meaning.use === 'column') return { header, nearest: meaning.column };
  return meaning.use === 'name-part' ? { header, nearest: 'name' } : { header };
}

function refuseTwice(
  header: readonly string[],
  meanings: readonly (HeaderMeaning | null)[],
  columns: readonly (ColumnName | null)[],
  line: number,
): void {
  const seen = new Map<string, string>();
  for (const [i, meaning] of meanings.entries()) {
    if (meaning === null) continue;
    const means =
      meaning.use === 'column'
        ? meaning.column
        : meaning.use === 'name-part'
          ? `${meaning.part} name`
          : meaning.use;
    const text = header[i]!.trim();
    const before = seen.get(means);
    seen.set(means, text);
    if (before === undefined) continue;
    const both =
      before === text
        ? `the column ${quoteCell(text)} is there twice`
        : `the columns ${quoteCell(before)} and ${quoteCell(text)} both mean ${means}`;
    throw new BadFileError({
      code: 'column-twice',
      reason: both,
      remedy: 'Delete or rename one of the two and share the file again.',
      line,
      columns: columns.filter((column) => column !== null),
    });
  }
}

function noHeader(header: readonly string[], line: number): BadFileError {
  const shown = header.slice(0, 8).map(quoteCell).join(', ');
  const more = header.length > 8 ? ` and ${header.length - 8} more` : '';
  return new BadFileError({
    code: 'no-header',
    reason: `its first row, on line ${line}, has no column that is known, but ${shown}${more}`,
    remedy: `The first row must name the columns: ${columnNames.slice(0, 5).join(', ')}, … (\`/endusers template\` sends a file with all of them).`,
    line,
  });
}

const tooManyColumns = (count: number, line: number): BadFileError =>
  new BadFileError({
    code: 'too-many-columns',
    reason: `its header has ${count.toLocaleString('en-US')} columns, ${maxColumns.toLocaleString('en-US')} fit`,
    remedy: 'Delete the columns that are not needed and share the file again.',
    line,
  });
