// Planner settings for a transaction that reads or writes the rows of a whole file.
import { sql } from 'drizzle-orm';
import { countEndUsers } from './end-users.ts';
import { executeOne } from './execute-one.ts';
import { type Settings, setLocally } from './time-limits.ts';
import type { Transaction } from './transaction.ts';

/** From this many rows on, reading all end users once may be faster than one index lookup per row. */
const manyRows = 1_000;

/** It is if the workspace has at most this many end users per row. */
const endUsersPerLookup = 10;

const bulkSettings: Settings = {
  // Keeps the hash table of a million rows in memory; the default of a small server would write it to disk in pieces.
  work_mem: '64MB',
  // Compiling these wide queries takes longer than running them.
  jit: 'off',
  // Postgres takes a computed key for one of few, and would remember the result of each of a million.
  enable_memoize: 'off',
  // Handing each row of a file from one process to another costs more than reading it.
  max_parallel_workers_per_gather: '0',
  // Pages that are read in any order cost little more than in theirs: most are in memory, and disks have no arms anymore.
  random_page_cost: '1.1',
};

/**
 * The settings last until the transaction ends.
 *
 * @param rows about how many rows the transaction reads or writes; infinite if they may be those of all end users
 */
export async function applyBulkPlannerSettings(
  tx: Transaction,
  workspaceId: string,
  rows: number,
): Promise<void> {
  await tx.execute(sql`select ${sql.raw(setLocally(bulkSettings))}`);
  if (rows <= manyRows) return;
  const limit = rows * endUsersPerLookup;
  const isSmallPart =
    Number.isFinite(rows) &&
    (await countEndUsers(tx, { workspaceId, organizationId: null }, limit)) === limit;
  if (isSmallPart) return;
  await tx.execute(disableNestedLoops);
  // Where Postgres expects few rows, it sorts the million of a file to save a hash table.
  await tx.execute(sql`set local enable_mergejoin = off`);
}

/**
 * While its statistics are from a time when the workspace had few rows, Postgres expects few rows, and may scan all of
 * them for each row of a file.
 */
const disableNestedLoops = sql`set local enable_nestloop = off`;

/** Runs `work` with the settings of `applyBulkPlannerSettings` for many rows, however many there are. */
export async function withoutNestedLoops<Result>(
  tx: Transaction,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = await executeOne<{ enabled: string }>(
    tx,
    sql`select current_setting('enable_nestloop') as enabled`,
  );
  await tx.execute(disableNestedLoops);
  const result = await work();
  await tx.execute(sql`select set_config('enable_nestloop', ${before.enabled}, true)`);
  return result;
}
