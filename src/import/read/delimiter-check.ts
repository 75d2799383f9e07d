// A row further down that has another delimiter than the header, as where the tables of two files were put together.
import { parse } from 'csv-parse/sync';
import { BadFileError } from '../../model/bad-file-error.ts';
import type { RawRow } from './read-rows.ts';
import { delimiters } from './sniff-dialect.ts';

/** With fewer columns a text that holds one `;` would do. */
const fewestColumns = 3;

/**
 * Gives a check that throws `WrongFile` for a row that is shorter than the header's `columnCount`, but has just so
 * many cells with another delimiter.
 */
export function createDelimiterCheck(delimiter: string, columnCount: number): (row: RawRow) => void {
  if (columnCount < fewestColumns) return () => {};
  const others = delimiters.filter((other) => other !== delimiter);
  return ({ start, cells }) => {
    if (cells.length >= columnCount) return;
    for (const other of others) {
      if (!cells[0]!.includes(other)) continue;
      if (countCells(cells.join(delimiter), other) === columnCount)
        throw otherDelimiter(start.line, other, delimiter);
    }
  };
}

function countCells(text: string, delimiter: string): number {
  try {
    const [row] = parse(text, { delimiter, to: 1, relax_quotes: true });
    return row?.length ?? 0;
  } catch {
    // A quote that isn't closed with this delimiter.
    return 0;
  }
}

const names: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
};
const nameOf = (delimiter: string): string => names[delimiter] ?? `\`${delimiter}\``;

const otherDelimiter = (line: number, other: string, delimiter: string): BadFileError =>
  new BadFileError({
    code: 'other-delimiter',
    reason: `line ${line} has ${nameOf(other)} between its cells, the header has ${nameOf(delimiter)}`,
    remedy:
      'Open the file in a spreadsheet, put the cells of such rows into their columns, and share it again.',
    line,
  });
