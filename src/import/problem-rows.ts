// The rows of an import that are left out, as they were uploaded.
import { sql } from 'drizzle-orm';
import { rowsInBatches } from '../db/cursor.ts';
import type { Transaction } from '../db/database.ts';
import { columnNames } from '../model/columns.ts';
import type { MatchedHeader } from '../model/matched-header.ts';
import { planTable, rowTable } from './stage.ts';

export type ProblemRow = {
  readonly line: number;
  /** The cells in the file's own columns. */
  readonly uploaded: readonly string[];
  readonly problem: string;
};

type Staged = { line: number; problem: string; uploaded: string | null } & Record<string, string | null>;

export async function* problemRows(
  tx: Transaction,
  importId: number,
  header: MatchedHeader,
): AsyncGenerator<ProblemRow[], void, undefined> {
  const cells = sql.raw(columnNames.map((name) => `s.${name}::text as "cell ${name}"`).join(', '));
  const query = sql`
    select line, p.problem, s.uploaded, ${cells}
    from ${rowTable(importId)} s join ${planTable(importId)} p using (line)
    where p.action = 'left out' order by line`;
  for await (const batch of rowsInBatches<Staged>(tx, query)) {
    yield batch.map((row) => ({
      line: row.line,
      problem: row.problem,
      uploaded: uploadedCells(row, header),
    }));
  }
}

function uploadedCells(row: Staged, header: MatchedHeader): string[] {
  if (row.uploaded !== null) return JSON.parse(row.uploaded) as string[];
  return header.columns.map((column) => (column && row[`cell ${column}`]) ?? '');
}
