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

/** Reads the jobs that could run now, run, or are dead-lettered, by index; not those that wait for their time. */
export async function queueDepth(db: Queryable): Promise<QueueDepth> {
  const [depth] = await db.execute<QueueDepth>(sql`
    with waiting as (
      select run_at from job
      where waits_for in ('worker', 'predecessor') and leased_until is null and failed_at is null and run_at <= now()
      union all
      select run_at from job
      where waits_for = 'time' and leased_until is null and failed_at is null and run_at <= now()
      union all
      select run_at from job where leased_until <= now() and failed_at is null
    )
    select
      count(*)::integer as waiting,
      (select count(*)::integer from job where leased_until > now()) as running,
      (select count(*)::integer from job where failed_at is not null) as failed,
      coalesce(extract(epoch from now() - min(run_at)), 0)::float as "oldestSeconds"
    from waiting`);
  return depth!; // an aggregate without groups always returns one row
}
