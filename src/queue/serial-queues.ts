// Looks at the jobs in serial queues, for handlers that depend on what else runs.
import { sql } from 'drizzle-orm';
import type { Queryable } from '../db/transaction.ts';

export type SerialQueue = { readonly workspaceId: string; readonly serialQueue: string };

export type RunningJob = { readonly id: number; readonly kind: string; readonly payload: unknown };

/**
 * The job that runs now, also if its worker may be lost: its last transaction may still be open. A job runs from before its
 * handler begins until after the handler's last transaction. So of two jobs that look for each other, at least one finds the
 * other.
 */
export async function findRunningJob(
  db: Queryable,
  { workspaceId, serialQueue }: SerialQueue,
): Promise<RunningJob | null> {
  const [job] = await db.execute<RunningJob>(sql`
    select id::float8 as id, kind, payload from job
    where workspace_id = ${workspaceId} and lane = ${serialQueue} and leased_until is not null and failed_at is null`);
  return job ?? null;
}

/** Whether the serial queue begins with a job that was enqueued before this one, and that could run now or runs. */
export async function isAnyJobBefore(
  db: Queryable,
  { workspaceId, serialQueue }: SerialQueue,
  id: number,
): Promise<boolean> {
  const [row] = await db.execute<{ isAny: boolean }>(sql`
    select exists (
      select from (
        select id, waits_for, leased_until from job
        where workspace_id = ${workspaceId} and lane = ${serialQueue} and behind is null and failed_at is null
        order by id limit 1
      ) first
      where id < ${id} and (waits_for <> 'time' or leased_until is not null)
    ) as "isAny"`);
  return row!.isAny; // a select without a table always returns one row
}

/** The payload of the job that a waiting job of a kind and with such a payload has to wait for; null if it can run. */
export async function findAwaited(
  db: Queryable,
  workspaceId: string,
  serialQueues: readonly string[],
  payload: object,
): Promise<{ readonly payload: unknown; readonly serialQueue: string } | null> {
  const isMeant = sql`workspace_id = ${workspaceId} and lane in ${serialQueues} and failed_at is null
      and leased_until is null and payload @> ${JSON.stringify(payload)}::jsonb`;
  const [awaited] = await db.execute<{ payload: unknown; serialQueue: string }>(sql`
    with own as (
      select id, lane, behind from job where behind is not null and ${isMeant}
      union all
      select id, lane, behind from job where behind is null and ${isMeant}
    )
    select other.payload, other.lane as "serialQueue"
    from own join job other on other.failed_at is null and other.id = coalesce(own.behind, (
      select max(id) from job before
      where before.workspace_id = ${workspaceId} and before.lane = own.lane and before.failed_at is null
        and before.behind is null and before.id < own.id))`);
  return awaited ?? null;
}
