// CSV as the member's spreadsheet has it: rows of named cells, in the order of the file.
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

export type Row = Readonly<Record<string, string>>;

export function readRows(csv: string): Row[] {
  return parse(csv, { bom: true, columns: true });
}

/** Written as Excel does: with a byte-order mark, and quotes around every cell of several lines. */
export function writeRows(rows: readonly Row[]): string {
  return stringify([...rows], {
    header: true,
    bom: true,
    record_delimiter: 'windows',
    // csv-stringify by itself quotes for a whole record delimiter only, and would leave a lone line feed open.
    quoted_match: /[\r\n]/,
  });
}

/** A cell that a spreadsheet would take for a formula stands in an exported file with a ' before it. */
export function asExported(cell: string): string {
  return /^[=+\-@]/.test(cell) ? `'${cell}` : cell;
}

/** `Ana Núñez: zip is "2134", not "02134"` for each cell in which the rows differ; empty when none does. */
export function differences(rows: readonly Row[], wanted: readonly Row[]): string[] {
  const count = rows.length === wanted.length ? [] : [`${rows.length} rows, not ${wanted.length}`];
  const cells = wanted.flatMap((row, index) =>
    Object.entries(row).flatMap(([column, cell]) => {
      const there = rows[index]?.[column];
      return there === cell ? [] : [`${row.name}: ${column} is ${JSON.stringify(there)}, not "${cell}"`];
    }),
  );
  return [...count, ...cells];
}
