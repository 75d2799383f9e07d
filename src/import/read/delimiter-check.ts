// Finds rows that are not split like the header: with another delimiter, as when two files were joined, or not at all,
// because a program put whole lines in quotes.
import { parse } from 'csv-parse/sync';
import { BadFileError } from '../../model/bad-file-error.ts';
import { isEmail } from '../../model/email.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { RawRow } from './read-rows.ts';
import { delimiters } from './sniff-dialect.ts';

/** With fewer columns, a text that contains a single `;` would already match. */
const minColumns = 3;

/**
 * Creates a check that throws `BadFileError` for a row that has fewer cells than the header, but exactly as many with
 * another delimiter, or with the same one inside its only cell. In a file with two columns, one of them must be an email.
 */
export function createDelimiterCheck(
  delimiter: string,
  { header, columns }: MatchedHeader,
): (row: RawRow) => void {
  const count = header.length;
  if (count < 2) return () => {};
  const emailAt = columns.indexOf('email');
  const isLikeHeader = (cells: readonly string[]): boolean =>
    cells.length === count && (count >= minColumns || isEmail(cells[emailAt]?.trim() ?? ''));
  const others = delimiters.filter((other) => other !== delimiter);
  return ({ start, cells }) => {
    if (cells.length >= count) return;
    if (cells.length === 1 && cells[0]!.includes(delimiter) && isLikeHeader(split(cells[0]!, delimiter)))
      throw linesInQuotesError(start.line);
    for (const other of others) {
      if (!cells[0]!.includes(other)) continue;
      if (isLikeHeader(split(cells.join(delimiter), other)))
        throw otherDelimiterError(start.line, other, delimiter);
    }
  };
}

/** @returns no cells if a quote is never closed with this delimiter */
export function split(text: string, delimiter: string): readonly string[] {
  try {
    const [row] = parse(text, { delimiter, to: 1, relax_quotes: true });
    return row ?? [];
  } catch {
    return [];
  }
}

const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
};
const nameDelimiter = (delimiter: string): string => delimiterNames[delimiter] ?? `\`${delimiter}\``;

const otherDelimiterError = (line: number, other: string, delimiter: string): BadFileError =>
  new BadFileError({
    code: 'other-delimiter',
    reason: `line ${line} has ${nameDelimiter(other)} between its cells, but the header has ${nameDelimiter(delimiter)}`,
    remedy:
      'Open the file in a spreadsheet program, move the cells of such rows into their columns, and share it again.',
    line,
  });

export const linesInQuotesError = (line: number): BadFileError =>
  new BadFileError({
    code: 'lines-in-quotes',
    hasPeople: true,
    reason: `line ${line} is in quotes as a whole, so it is one cell instead of several`,
    remedy:
      'Save the file again as CSV from the program that it comes from, or remove the quotes at the start and the end of each line, and share it again.',
    line,
  });
