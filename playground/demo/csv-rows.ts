// Reads and writes CSV as the member's spreadsheet does: rows of named cells, in the order of the file.
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

export type Row = Readonly<Record<string, string>>;

export function readRows(csv: string): Row[] {
  return parse(csv, { bom: true, columns: true });
}

/** Writes as Excel does: with a byte-order mark, CRLF, and quotes around cells with line breaks. */
export function writeRows(rows: readonly Row[]): string {
  return stringify([...rows], {
    header: true,
    bom: true,
    record_delimiter: 'windows',
    // By default, csv-stringify quotes only cells that contain a whole CRLF, not a single line feed.
    quoted_match: /[\r\n]/,
  });
}

/** Exported files have a ' before a cell that a spreadsheet would take for a formula. */
export function asExported(cell: string): string {
  return /^[=+\-@]/.test(cell) ? `'${cell}` : cell;
}

/** Returns a line for every cell that differs: `Ana Núñez: zip is "2134", not "02134"`. */
export function differences(rows: readonly Row[], expected: readonly Row[]): string[] {
  const count = rows.length === expected.length ? [] : [`${rows.length} rows, not ${expected.length}`];
  const cells = expected.flatMap((row, index) =>
    Object.entries(row).flatMap(([column, cell]) => {
      const actual = rows[index]?.[column];
      return actual === cell ? [] : [`${row.name}: ${column} is ${JSON.stringify(actual)}, not "${cell}"`];
    }),
  );
  return [...count, ...cells];
}
