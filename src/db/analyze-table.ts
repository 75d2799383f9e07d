// Refreshes Postgres' statistics of the tables that large imports fill: the planner chooses its plans by them.
import { sql } from 'drizzle-orm';
import { shortTransaction } from './short-transaction.ts';
import { ownTimeLimits } from './time-limits.ts';
import type { Database } from './transaction.ts';

/** Fewer rows change no plan. */
const manyRows = 1_000;

/**
 * Call it after a transaction that wrote `rows` end users has committed. Postgres' own autovacuum does the same, but
 * only after some minutes: until then, a file that is shared right after a large import would be planned as if the
 * workspace were still empty, with a full read of its end users for each row of the file.
 */
export async function analyzeAfterWrite(db: Database, rows: number): Promise<void> {
  // Skips a table that another process is analyzing: the statistics are shared.
  if (rows <= manyRows) return;
  await shortTransaction(db, async (tx) => {
    await tx.execute(sql`select ${ownTimeLimits}`);
    await tx.execute(sql`analyze (skip_locked) end_user, change, import_ref`);
  });
}
