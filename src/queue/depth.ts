// How much there is to do.
import { sql } from 'drizzle-orm';
import type { Queryable } from '../db/transaction.ts';

export type QueueDepth = {
  /** Could run now. */
  waiting: number;
  running: number;
  /** Given up for good. */
  failed: number;
  /** Since when the oldest of those waiting could run, in seconds; 0 when none waits. */
  oldestSeconds: number;
};

export async function queueDepth(db: Queryable): Promise<QueueDepth> {
  const [row] = await db.execute(sql`
    select
      count(*) filter (where waits)::integer as waiting,
      count(*) filter (where leased_until > now())::integer as running,
      count(*) filter (where failed_at is not null)::integer as failed,
      coalesce(extract(epoch from now() - min(run_at) filter (where waits)), 0)::float as "oldestSeconds"
    from job, lateral (
      select failed_at is null and run_at <= now() and (leased_until is null or leased_until <= now()) as waits
    ) as state`);
  return row as QueueDepth; // an aggregate without groups is always one row
}
