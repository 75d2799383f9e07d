// CSV text for tests: from rows, and back to rows to be edited as a person would.
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

export type CsvRow = Readonly<Record<string, string | number | null | undefined>>;

/** The columns are those that any row has; what a row lacks is an empty cell. */
export function toCsv(rows: readonly CsvRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return stringify([...rows], { header: true, columns });
}

/**
 * A file with some cells changed, and rows taken out or added: `edit` gets each row and gives the cells that it
 * changes in it, or null for a row that goes.
 */
export function edited(
  csv: string,
  edit: (row: Record<string, string>) => CsvRow | null | undefined,
  added: readonly CsvRow[] = [],
): string {
  const rows = parse(csv, { columns: true, bom: true }) as Record<string, string>[];
  const kept = rows.flatMap((row) => {
    const change = edit(row);
    return change === null ? [] : [{ ...row, ...change }];
  });
  return toCsv([...kept, ...added]);
}
