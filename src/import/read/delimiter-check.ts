// Finds rows that are not split like the header: with another delimiter, as when two files were joined, or not at all,
// because a program put whole lines in quotes.
import { parse } from 'csv-parse/sync';
import { BadFileError } from '../../model/bad-file-error.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import { isBlank } from '../../model/read-cell.ts';
import type { RawRow } from './read-rows.ts';
import { delimiters } from './sniff-dialect.ts';
import { createSplitRowCheck } from './split-row.ts';

/**
 * Creates a check that throws `BadFileError` for a row that fills fewer cells than the header has, but whose text looks like
 * a row with another delimiter, or with the same one inside its only cell.
 */
export function createDelimiterCheck(
  delimiter: string,
  { header, columns }: MatchedHeader,
): (row: RawRow) => void {
  const count = header.length;
  if (count < 2) return () => {};
  const isRow = createSplitRowCheck(columns);
  const others = delimiters.filter((other) => other !== delimiter);
  return ({ start, cells }) => {
    const isPadded = cells.length >= count;
    if (isPadded && !isBlank(cells.at(-1)!)) return;
    const filled = cells.findLastIndex((cell) => !isBlank(cell)) + 1;
    if (filled >= count) return;
    const first = cells[0]!;
    if (filled === 1 && first.includes(delimiter) && isRow(split(first, delimiter), isPadded))
      throw linesInQuotesError(start.line);
    for (const other of others) {
      if (!first.includes(other)) continue;
      if (isRow(split(cells.slice(0, filled).join(delimiter), other), isPadded))
        throw otherDelimiterError(start.line, other, delimiter);
    }
  };
}

/** @returns no cells if a quote is never closed with this delimiter */
export function split(text: string, delimiter: string): readonly string[] {
  // The parser takes 30 µs, and a million rows may have a `|` in their first cell.
  if (!/["\r\n]/.test(text)) return text.split(delimiter);
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
