// Refreshes Postgres' statistics of the tables that large imports fill: the planner chooses its plans by them.
import { type SQL, sql } from 'drizzle-orm';
import { countEndUsers } from './end-users.ts';
import type { InWorkspace } from './in-workspace.ts';
import { shortTransaction } from './short-transaction.ts';
import { ownTimeLimits } from './time-limits.ts';
import type { Database, Transaction } from './transaction.ts';

/** Fewer rows change no plan. */
const manyRows = 1_000;

/**
 * Call it after a transaction that wrote `rows` end users has committed. Postgres' own autovacuum does the same, but
 * only after some minutes: until then, a file that is shared right after a large import would be planned as if the
 * workspace were still empty, with a full read of its end users for each row of the file. Where there were as many before,
 * Postgres expects that many, which is good enough.
 */
export async function analyzeAfterWrite(
  { db, inWorkspace }: { readonly db: Database; readonly inWorkspace: InWorkspace },
  workspaceId: string,
  rows: number,
): Promise<void> {
  if (rows <= manyRows) return;
  const limit = rows * 2 + 1;
  const all = { workspaceId, organizationId: null };
  const endUsers = await inWorkspace(workspaceId, (tx) => countEndUsers(tx, all, limit));
  if (endUsers < limit) await analyze(db, sql`end_user, former_end_user, change, import_ref, old_id`);
}

/**
 * Has Postgres look at a table that the transaction has just filled. A small sample is enough for how many rows there are,
 * which is what plans depend on.
 *
 * @param table with the columns by which queries filter or join
 */
export async function analyzeNewTable(tx: Transaction, table: SQL): Promise<void> {
  await tx.execute(sql`set local default_statistics_target = 10`);
  await tx.execute(sql`analyze ${table}`);
}

/** The statistics of a table hold samples of its values: those of an end user who was erased go with this. */
export const analyzeAfterErasure = (db: Database): Promise<void> =>
  analyze(db, sql`end_user, former_end_user, change, left_out_row, import, job`);

async function analyze(db: Database, tables: SQL): Promise<void> {
  await shortTransaction(db, async (tx) => {
    await tx.execute(sql`select ${sql.raw(ownTimeLimits)}`);
    // Skips a table that another process is analyzing: the statistics are shared.
    await tx.execute(sql`analyze (skip_locked) ${tables}`);
  });
}
