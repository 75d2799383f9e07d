// Finds rows that have another delimiter than the header, as when two files were joined.
import { parse } from 'csv-parse/sync';
import { BadFileError } from '../../model/bad-file-error.ts';
import type { RawRow } from './read-rows.ts';
import { delimiters } from './sniff-dialect.ts';

/** With fewer columns, a text that contains a single `;` would already match. */
const minColumns = 3;

/**
 * Creates a check that throws `BadFileError` for a row that has fewer cells than the header's `columnCount`, but exactly
 * that many with another delimiter.
 */
export function createDelimiterCheck(delimiter: string, columnCount: number): (row: RawRow) => void {
  if (columnCount < minColumns) return () => {};
  const others = delimiters.filter((other) => other !== delimiter);
  return ({ start, cells }) => {
    if (cells.length >= columnCount) return;
    for (const other of others) {
      if (!cells[0]!.includes(other)) continue;
      if (countCells(cells.join(delimiter), other) === columnCount)
        throw otherDelimiterError(start.line, other, delimiter);
    }
  };
}

function countCells(text: string, delimiter: string): number {
  try {
    const [row] = parse(text, { delimiter, to: 1, relax_quotes: true });
    return row?.length ?? 0;
  } catch {
    // With this delimiter, a quote is never closed.
    return 0;
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
