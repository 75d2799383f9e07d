// Matches the first row of a file, its header, with the known columns.
import { BadFileError } from '../../model/bad-file-error.ts';
import { type ColumnName, columnNames } from '../../model/columns.ts';
import { findNearest } from '../../model/find-nearest.ts';
import { type HeaderMeaning, headerMeanings, normalizeHeader } from '../../model/header-names.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { IgnoredColumn } from '../../model/plan.ts';
import { quoteCell, shortenCell } from '../../model/quote-cell.ts';

const maxColumns = 1000;

// Comparing one header with all known names takes half a millisecond.
const maxHints = 20;

/** Throws `BadFileError` if no column is known, if two columns mean the same, or if there are too many columns. */
export function matchColumns(cells: readonly string[], line: number): MatchedHeader {
  const header = dropTrailingBlanks(cells);
  if (header.length > maxColumns) throw tooManyColumnsError(header.length, line);
  const meanings = header.map((text) => headerMeanings.get(normalizeHeader(text)) ?? null);
  const namedColumns = meanings.map((meaning) => (meaning?.use === 'column' ? meaning.column : null));
  rejectDuplicates(header, meanings, namedColumns, line);
  // If the file has a full name, the name parts add nothing.
  const hasFullName = namedColumns.includes('name');
  const columns = meanings.map((meaning, i) =>
    meaning?.use === 'name-part' && !hasFullName ? 'name' : namedColumns[i]!,
  );
  if (columns.every((column) => column === null)) throw noHeaderError(header, line);
  const ignored = [...header.keys()].filter((at) => isIgnored(meanings[at]!, hasFullName));
  return {
    line,
    header,
    columns,
    ignored: ignored.map((at, i) => describeIgnored(header[at]!, at, i < maxHints)),
  };
}

const dropTrailingBlanks = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);

const isIgnored = (meaning: HeaderMeaning | null, hasFullName: boolean): boolean =>
  meaning === null || (hasFullName && meaning.use === 'name-part');

function describeIgnored(text: string, at: number, withHint: boolean): IgnoredColumn {
  const key = normalizeHeader(text);
  const header = text.trim() === '' ? `(column ${at + 1})` : shortenCell(text);
  const candidates = headerMeanings.has(key) || !withHint ? [] : [...headerMeanings.keys()];
  const nearestKey = findNearest(key, candidates);
  const meaning = nearestKey && headerMeanings.get(nearestKey);
  if (!meaning) return { header };
  if (meaning.use === 'column') return { header, nearest: meaning.column };
  return meaning.use === 'name-part' ? { header, nearest: 'name' } : { header };
}

function rejectDuplicates(
  header: readonly string[],
  meanings: readonly (HeaderMeaning | null)[],
  columns: readonly (ColumnName | null)[],
  line: number,
): void {
  const textByMeaning = new Map<string, string>();
  for (const [i, meaning] of meanings.entries()) {
    if (meaning === null) continue;
    const name = nameMeaning(meaning);
    const text = header[i]!.trim();
    const earlier = textByMeaning.get(name);
    textByMeaning.set(name, text);
    if (earlier === undefined) continue;
    throw new BadFileError({
      code: 'column-twice',
      reason:
        earlier === text
          ? `it has the column ${quoteCell(text)} twice`
          : `the columns ${quoteCell(earlier)} and ${quoteCell(text)} both mean ${name}`,
      remedy: 'Delete or rename one of them and share the file again.',
      line,
      columns: columns.filter((column) => column !== null),
    });
  }
}

function nameMeaning(meaning: HeaderMeaning): string {
  if (meaning.use === 'column') return meaning.column;
  return meaning.use === 'name-part' ? `${meaning.part} name` : meaning.use;
}

function noHeaderError(header: readonly string[], line: number): BadFileError {
  const shown = header.slice(0, 8).map(quoteCell).join(', ');
  const more = header.length > 8 ? `, and ${header.length - 8} more` : '';
  return new BadFileError({
    code: 'no-header',
    reason: `its first row, on line ${line}, contains no known column name: ${shown}${more}`,
    remedy: `Put the column names in the first row: ${columnNames.slice(0, 5).join(', ')}, … (\`/endusers template\` sends you a file with all of them).`,
    line,
  });
}

const tooManyColumnsError = (count: number, line: number): BadFileError =>
  new BadFileError({
    code: 'too-many-columns',
    reason: `its header has ${count.toLocaleString('en-US')} columns, but the limit is ${maxColumns.toLocaleString('en-US')}`,
    remedy: "Delete the columns you don't need and share the file again.",
    line,
  });
