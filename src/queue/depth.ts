// Counts the jobs in the queue, for the metrics.
import { sql } from 'drizzle-orm';
import type { Queryable } from '../db/transaction.ts';

export type QueueDepth = {
  /** Could run now. */
  waiting: number;
  running: number;
  /** Dead-lettered. */
  failed: number;
  /** For how long the oldest waiting job could have run, in seconds; 0 when no job is waiting. */
  oldestSeconds: number;
};

export async function queueDepth(db: Queryable): Promise<QueueDepth> {
  const [depth] = await db.execute<QueueDepth>(sql`
    select
      count(*) filter (where is_waiting)::integer as waiting,
      count(*) filter (where leased_until > now())::integer as running,
      count(*) filter (where failed_at is not null)::integer as failed,
      coalesce(extract(epoch from now() - min(run_at) filter (where is_waiting)), 0)::float as "oldestSeconds"
    from job, lateral (
      select failed_at is null and run_at <= now() and (leased_until is null or leased_until <= now()) as is_waiting
    ) as state`);
  return depth!; // an aggregate without groups always returns one row
}
