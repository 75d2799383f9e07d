// Settings for a transaction that reads or writes a whole file's rows.
import { sql } from 'drizzle-orm';
import type { Transaction } from './transaction.ts';

/** From so many rows on, one look at all end users of a workspace takes less time than a look for each row. */
const manyRows = 1_000;

/**
 * Until the transaction ends.
 *
 * @param rows about how many it is about
 */
export async function applyBulkPlannerSettings(tx: Transaction, rows: number): Promise<void> {
  // A hash of a million rows that fits in memory, where a small server's default would write it to disk in pieces.
  await tx.execute(sql`set local work_mem = '64MB'`);
  // Compiling these wide queries takes longer than running them.
  await tx.execute(sql`set local jit = off`);
  if (rows > manyRows) await tx.execute(withoutLoops);
}

/**
 * Where Postgres' figures are of a time when a workspace had few rows, it takes it to have few still, and may go through
 * all of it for each row of a file.
 */
const withoutLoops = sql`set local enable_nestloop = off`;

/** Runs `work` as `forBulk` has it for many rows, however many there are. */
export async function withoutNestedLoops(tx: Transaction, work: () => Promise<unknown>): Promise<void> {
  const [before] = await tx.execute(sql`select current_setting('enable_nestloop') as loops`);
  await tx.execute(withoutLoops);
  await work();
  await tx.execute(sql`select set_config('enable_nestloop', ${before?.loops}, true)`);
}
