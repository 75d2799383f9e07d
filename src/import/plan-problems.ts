// The first rows that would be left out, and why.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import type { RowProblem } from '../model/import.ts';

const shown = 10;

export async function firstProblems(tx: Transaction, table: SQL): Promise<RowProblem[]> {
  return (await tx.execute(sql`
    select line, left(problem, 300) as text from ${table}
    where action = 'left out' order by line limit ${shown}`)) as unknown as RowProblem[];
}
