// Matches the header of a file with the known columns: by the names of its columns, then by the cells below them.
import { BadFileError } from '../../model/bad-file-error.ts';
import { type ColumnName, columnNames } from '../../model/columns.ts';
import { isEmail } from '../../model/email.ts';
import {
  findKnownHeader,
  type HeaderMeaning,
  type KnownHeader,
  type NamePart,
  normalizeHeader,
  precisions,
} from '../../model/header-names.ts';
import type { ColumnRead, MatchedHeader } from '../../model/matched-header.ts';
import { areEmails, areOpaqueIds, areRoles, areSalutations } from '../../model/person-cells.ts';
import { quoteCell } from '../../model/quote-cell.ts';
import { isBlank } from '../../model/read-cell.ts';
import { applyChosen, type FoundChoice, type Match, sampleCells, withoutHints } from './chosen-reads.ts';
import { linesInQuotesError, split } from './delimiter-check.ts';
import { describeIgnored } from './ignored-columns.ts';
import type { RawRow } from './read-rows.ts';
import { delimiters } from './sniff-dialect.ts';

const maxColumns = 1000;

/** How many rows are looked at for what a column contains. */
const sampleRows = 200;

export type HeaderRow = {
  readonly cells: readonly string[];
  readonly line: number;
  readonly linesAbove: number;
};

/**
 * @param rows the first rows below the header
 * @param chosen what a member chose in place of this matching
 * @throws BadFileError if no column is known, if the table is transposed, or if there are too many columns
 */
export function matchColumns(
  { cells, line, linesAbove }: HeaderRow,
  rows: readonly RawRow[],
  chosen: FoundChoice | null = null,
): MatchedHeader {
  const header = withUnnamedColumns(dropTrailingBlanks(cells), rows);
  if (header.length > maxColumns) throw tooManyColumnsError(header.length, line);
  const sample = rows.slice(0, sampleRows);
  const cellsOf = (at: number): readonly string[] =>
    sample.map((row) => row.cells[at] ?? '').filter((cell) => !isBlank(cell));

  const named = matchNames(header, cellsOf);
  const found = readOtherPart(matchEmailByContent(named, header, cellsOf), sample);
  const matches = chosen ? applyChosen(found, header, chosen.columns) : found;
  if (chosen) {
    const reads = inOrderOfPreference(matches);
    return {
      ...describe(reads),
      chosen: { by: chosen.columns.chosenBy, at: chosen.columns.chosenAt, isRemembered: chosen.isRemembered },
      ignored: withoutHints(describeIgnored(header, reads, cellsOf), reads),
    };
  }
  if (matches.length === 0) throw isInQuotes(header) ? linesInQuotesError(line) : noHeaderError(header, line);
  if (matches.every(({ at, by }) => by === 'content' && isContact(header[at]!)))
    throw noHeaderError(header, line);
  rejectTransposed(header, matches, sample, line);
  const reads = inOrderOfPreference(matches);
  return { ...describe(reads), ignored: describeIgnored(header, reads, cellsOf) };

  function describe(reads: readonly ColumnRead[]): Omit<MatchedHeader, 'ignored'> {
    return {
      line,
      linesAbove,
      header,
      columns: header.map((_, at) => filledColumn(reads.find((read) => read.at === at)?.meaning)),
      reads,
      samples: sampleCells(header, cellsOf),
    };
  }
}

/** The column that cells with this meaning fill. */
function filledColumn(meaning: HeaderMeaning | undefined): ColumnName | null {
  switch (meaning?.use) {
    case 'column':
      return meaning.column;
    case 'name-part':
      return 'name';
    case 'custom-field':
      return 'custom_fields';
    default:
      return null;
  }
}

const dropTrailingBlanks = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);

/** Adds the columns that most rows have, and the header doesn't name. */
function withUnnamedColumns(header: readonly string[], rows: readonly RawRow[]): readonly string[] {
  const counts = rows
    .map(({ cells }) => cells.findLastIndex((cell) => !isBlank(cell)) + 1)
    .sort((a, b) => a - b);
  const most = counts[Math.floor((counts.length - 1) / 2)] ?? 0;
  // One row alone is more likely a row with a delimiter in a cell.
  if (rows.length < 2 || most <= header.length) return header;
  return [...header, ...Array.from({ length: most - header.length }, () => '')];
}

function matchNames(header: readonly string[], cellsOf: (at: number) => readonly string[]): Match[] {
  return header.flatMap((text, at): Match[] => {
    const known = findKnownHeader(text);
    return known === null || contradicts(known, cellsOf(at)) ? [] : [{ at, by: 'name', ...known }];
  });
}

/** Whether the cells below a header show that it means something else here. */
function contradicts({ meaning, precision }: KnownHeader, cells: readonly string[]): boolean {
  if (meaning.use !== 'column' || cells.length === 0) return false;
  switch (meaning.column) {
    case 'title':
      return areSalutations(cells) || (precision === 'general' && areRoles(cells));
    case 'phone':
      return precision === 'general' && !cells.some((cell) => /\d/.test(cell));
    case 'customer_id':
    case 'contact_id':
      return areOpaqueIds(cells);
    default:
      return false;
  }
}

/** Where no column is called like an email, a column of addresses is the email. */
function matchEmailByContent(
  matches: readonly Match[],
  header: readonly string[],
  cellsOf: (at: number) => readonly string[],
): Match[] {
  const isEmailColumn = ({ meaning }: Match): boolean =>
    meaning.use === 'column' && meaning.column === 'email';
  if (matches.some(isEmailColumn)) return [...matches];
  const distinct = (at: number): number => new Set(cellsOf(at).map((cell) => cell.trim().toLowerCase())).size;
  const candidates = [...header.keys()]
    .filter((at) => !matches.some((match) => match.at === at))
    .filter((at) => !someoneElse.test(normalizeHeader(header[at]!)) && areEmails(cellsOf(at)))
    // An address that is on several rows, and alone in its column, is that of a manager or a mailbox.
    .filter((at) => cellsOf(at).length === 1 || distinct(at) > 1);
  const best = candidates.toSorted(
    (a, b) => distinct(b) - distinct(a) || cellsOf(b).length - cellsOf(a).length,
  )[0];
  if (best === undefined) return [...matches];
  const meaning = { use: 'column', column: 'email' } as const;
  return [...matches, { at: best, meaning, by: 'content', precision: 'general' }];
}

/** Headers of columns with addresses of others, or with further ones. */
const someoneElse =
  /manager|owner|supervisor|assistant|sponsor|approver|delegate|emergency|reportsto|technician|(?:created|modified|updated|added|changed|invited|assigned|last)by|recovery|secondary|alternat|forward|backup|previous|former|vorgesetz|ersteller|besitzer|assistent|responsable|propietario|gestor|jefe|superviseur/u;

/**
 * "Name" next to "First name" alone is the last name, and next to "Last name" alone the first name, unless its cells
 * contain the other part.
 */
function readOtherPart(matches: readonly Match[], sample: readonly RawRow[]): Match[] {
  const find = (part: NamePart) =>
    matches.find(({ meaning }) => meaning.use === 'name-part' && meaning.part === part);
  const name = matches.find(({ meaning }) => meaning.use === 'column' && meaning.column === 'name');
  const [first, last] = [find('first'), find('last')];
  const known = first ?? last;
  if (!name || !known || (first && last)) return [...matches];
  const both = sample.filter(
    ({ cells }) => !isBlank(cells[known.at] ?? '') && !isBlank(cells[name.at] ?? ''),
  );
  const containing = both.filter(({ cells }) => {
    const all = wordsOf(cells[name.at]!);
    const part = wordsOf(cells[known.at]!);
    return all.length > part.length && part.every((word) => all.includes(word));
  });
  if (containing.length * 2 > both.length) return [...matches];
  const meaning = { use: 'name-part', part: first ? 'last' : 'first' } as const;
  return matches.map((match) => (match === name ? { ...match, meaning } : match));
}

const wordsOf = (name: string): string[] =>
  name
    .normalize('NFC')
    .toLowerCase()
    .split(/[\s,]+/u)
    .filter((word) => word !== '');

function inOrderOfPreference(matches: readonly Match[]): ColumnRead[] {
  const rank = ({ precision }: Match): number => precisions.indexOf(precision);
  return matches
    .toSorted((a, b) => rank(a) - rank(b) || a.at - b.at)
    .map(({ at, meaning, by }) => ({ at, meaning, by }));
}

/** A table whose rows are columns: its first column has more known names than its header. */
function rejectTransposed(
  header: readonly string[],
  matches: readonly Match[],
  sample: readonly RawRow[],
  line: number,
): void {
  const known = [header[0]!, ...sample.map(({ cells }) => cells[0] ?? '')].filter(
    (cell) => findKnownHeader(cell) !== null,
  );
  if (sample.length === 0 || known.length <= Math.max(1, matches.length)) return;
  if (new Set(known.map(normalizeHeader)).size <= Math.max(1, matches.length)) return;
  throw new BadFileError({
    code: 'transposed',
    hasPeople: true,
    reason: 'its first column has the column names, so each end user is a column instead of a row',
    remedy: 'Transpose the table (in Excel: copy, then Paste Special, Transpose) and share the file again.',
    line,
  });
}

/** A header in one cell, which would be split into known columns. */
const isInQuotes = (header: readonly string[]): boolean =>
  header.length === 1 &&
  delimiters.some(
    (delimiter) => split(header[0]!, delimiter).filter((cell) => findKnownHeader(cell) !== null).length > 1,
  );

/** Column names are neither addresses nor phone numbers: such a row is an end user, and the table has no header. */
const isContact = (cell: string): boolean => isEmail(cell.trim()) || /^\+\d[\d\s()./-]{5,}/.test(cell.trim());

function noHeaderError(header: readonly string[], line: number): BadFileError {
  const shown = header.slice(0, 8).map(quoteCell).join(', ');
  const more = header.length > 8 ? `, and ${header.length - 8} more` : '';
  return new BadFileError({
    code: 'no-header',
    hasPeople: header.some(isContact),
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
