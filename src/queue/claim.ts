// Claims the next job for a worker.
import { type SQL, sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { Queryable } from '../db/transaction.ts';
import { expiryWeight } from './expiry-weight.ts';

export type ClaimedJob = {
  id: number;
  kind: string;
  workspaceId: string;
  payload: unknown;
  /** The fencing token: the lease is held for as long as the row has this number. */
  token: number;
  failures: number;
  /** Weighted, see next-step.ts. */
  leaseExpiries: number;
  /** Whether the job was taken from a worker that no longer renewed its lease. */
  leaseExpired: boolean;
  enqueuedAt: Date;
};

type ClaimedRow = Omit<ClaimedJob, 'enqueuedAt'> & { enqueuedAtMs: number };

/** Restricts claims to one workspace, or to all but some. */
export type WorkspaceFilter = { readonly only?: string | undefined; readonly except?: readonly string[] };

/**
 * Leases a job for `leaseMs`: one that is waiting, or one whose lease has expired.
 *
 * Fair between workspaces: the workspace whose jobs occupy the fewest workers goes first, then the job that was
 * enqueued first. In a serial queue, no job overtakes another, not even one that waits for its retry; the unique index
 * on running jobs stops two workers that look at the serial queue at the same moment.
 *
 * `ranAlone` says whether no other job runs in the process: what happens to the process is then the job's own doing.
 *
 * `for update` also skips a job whose former worker is in its last transaction: see `assertLease`.
 */
export async function claimJob(
  db: Queryable,
  kinds: readonly string[],
  leaseMs: number,
  { only, except = [] }: WorkspaceFilter = {},
  ranAlone = false,
): Promise<ClaimedJob | undefined> {
  const [row] = await db
    .execute<ClaimedRow>(sql`
    with running as (
      select workspace_id, count(*) as jobs from job where leased_until > now() group by workspace_id
    ),
    next as (
      select job.id, job.leased_until is not null as lease_expired
      from job left join running using (workspace_id)
      where failed_at is null
        and run_at <= now()
        and (leased_until is null or leased_until <= now())
        and kind in ${kinds}
        and (${only ?? null}::text is null or workspace_id = ${only ?? null})
        and workspace_id <> all (array[${toSqlList(except)}]::text[])
        and (lane is null or not exists (
          select from job other
          where other.workspace_id = job.workspace_id and other.lane = job.lane and other.failed_at is null
            and (other.id < job.id or (other.leased_until is not null and other.id <> job.id))
        ))
      order by coalesce(running.jobs, 0), job.id
      limit 1
      for update of job skip locked
    )
    update job set
      leased_until = now() + ${leaseMs} * interval '1 millisecond',
      attempts = attempts + 1,
      orphaned = job.orphaned + case
        when not next.lease_expired then 0
        when job.ran_alone
          -- Not restarted since the lease was last renewed.
          and pg_postmaster_start_time() < job.leased_until - ${leaseMs} * interval '1 millisecond' then ${expiryWeight.alone}::integer
        else ${expiryWeight.bystander}::integer
      end,
      ran_alone = ${ranAlone}
    from next where job.id = next.id
    returning job.id::float8 as id, kind, workspace_id as "workspaceId", payload, attempts as token, failures,
      job.orphaned as "leaseExpiries", next.lease_expired as "leaseExpired", (extract(epoch from job.created_at) * 1000)::float8 as "enqueuedAtMs"`)
    .catch((error: unknown) => {
      if (isSerialQueueTaken(error)) return [];
      throw error;
    });
  if (!row) return undefined;
  const { enqueuedAtMs, ...claimed } = row;
  return { ...claimed, enqueuedAt: new Date(enqueuedAtMs) };
}

const toSqlList = (values: readonly string[]): SQL =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );

function isSerialQueueTaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof postgres.PostgresError && cause.constraint_name === 'job_running_in_lane';
}
