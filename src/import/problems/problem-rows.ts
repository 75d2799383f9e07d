// The rows of an import that are left out, or of which a cell was damaged, as they were uploaded.
import { sql } from 'drizzle-orm';
import { rowsInBatches } from '../../db/cursor.ts';
import type { Transaction } from '../../db/transaction.ts';
import { type ColumnName, columnNames } from '../../model/columns.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import type { ProblemRow } from './problem-file.ts';

/** A row of 21 long cells has megabytes. */
const rowsAtOnce = 50;

type Staged = {
  line: number;
  problem: string;
  ref_import: string | null;
  ref_line: number | null;
  uploaded: string | null;
} & Record<`cell ${ColumnName}`, string | null>;

export async function* readProblemRows(
  tx: Transaction,
  importId: number,
  header: MatchedHeader,
): AsyncGenerator<ProblemRow[], void, undefined> {
  // What was uploaded has all cells already.
  const cell = (name: ColumnName) =>
    `case when s.uploaded is null then s.${name}::text end as "cell ${name}"`;
  const cells = sql.raw(columnNames.map(cell).join(', '));
  const query = sql`
    select line, coalesce(p.problem, p.note) as problem, s.ref_import, s.ref_line, s.uploaded, ${cells}
    from ${rowTable(importId)} s join ${planTable(importId)} p using (line)
    where p.problem is not null or p.note is not null order by line`;
  for await (const batch of rowsInBatches<Staged>(tx, query, rowsAtOnce)) {
    yield batch.map((row) => ({
      line: row.line,
      problem: row.problem,
      uploaded: uploadedCells(row, header),
      ref: row.ref_import === null ? null : { importId: Number(row.ref_import), line: row.ref_line! },
    }));
  }
}

function uploadedCells(row: Staged, header: MatchedHeader): string[] {
  if (row.uploaded !== null) return JSON.parse(row.uploaded) as string[];
  const cells = header.columns.map((column) => column && row[`cell ${column}`]);
  // A short row stays short: a cell that it doesn't have must not become an empty one, which may clear a value.
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1).map((cell) => cell ?? '');
}
