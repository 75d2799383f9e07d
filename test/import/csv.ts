// CSV text for tests: written from rows, and parsed to be edited as a person would.
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

export type CsvRow = Readonly<Record<string, string | number | null | undefined>>;

/** The columns are those that any row has. Cells that a row doesn't have are empty. */
export function toCsv(rows: readonly CsvRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return stringify([...rows], { header: true, columns });
}

/**
 * Returns a file with some cells changed, and with rows removed or added. `edit` gets each row and returns the cells that
 * it changes, or null to remove the row.
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
