// Whether a snapshot of the past still tells what came after it.
import { sql } from 'drizzle-orm';
import type { Queryable } from './database.ts';

/**
 * False when the snapshot is ahead of this server: the data was then moved to another one (dump and restore), where
 * transactions are counted anew, and new ones would pass for older than the snapshot.
 */
export async function snapshotHolds(db: Queryable, snapshot: string): Promise<boolean> {
  const [row] = await db.execute(sql`
    select pg_snapshot_xmax(split_part(${snapshot}, '/', 1)::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot()) as holds`);
  return row?.holds === true;
}
