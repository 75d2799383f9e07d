// Claims the next job for a worker.
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { shortTransaction } from '../db/short-transaction.ts';
import type { Database, Transaction } from '../db/transaction.ts';
import { expiryWeight } from './expiry-weight.ts';
import { candidates, type JobFilter, parkBlockedJobs, wakeDelayedJobs } from './ready-jobs.ts';

export type ClaimedJob = {
  id: number;
  kind: string;
  workspaceId: string;
  serialQueue: string | null;
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

/** How often a claim looks further where it saw only jobs that wait for others in their serial queues. */
const maxRounds = 20;

/**
 * Leases a job for `leaseMs`: one that is waiting, or one whose lease has expired.
 *
 * Fair between workspaces: the workspace whose jobs occupy the fewest workers goes first, then the job that could run
 * first. In a serial queue, no job overtakes another, not even one that waits for its retry; the unique index on running
 * jobs stops two workers that look at the serial queue at the same moment.
 *
 * `ranAlone` says whether no other job runs in the process: what happens to the process is then the job's own doing.
 *
 * `for update` also skips a job whose former worker is in its last transaction: see `assertLease`.
 */
export async function claimJob(
  db: Database,
  filter: JobFilter,
  leaseMs: number,
  ranAlone = false,
): Promise<ClaimedJob | undefined> {
  for (let round = 1; ; round++) {
    const { job, sawOnlyBlocked } = await claimReadyJob(db, filter, leaseMs, ranAlone);
    const parked = sawOnlyBlocked ? await parkBlockedJobs(db, filter) : 0;
    if (job || parked === 0 || round === maxRounds) return job;
  }
}

type Claim = { readonly job: ClaimedJob | undefined; readonly sawOnlyBlocked: boolean };

/**
 * Just-in-time compilation would take longer than any query of the queue; and a lock on the whole table, as of a long
 * migration, must not look like a database that doesn't answer.
 */
const claimSettings = { jit: 'off', lock_timeout: '10s' };

/** `sawOnlyBlocked`: some workspace may have jobs that can run behind those that can't. */
function claimReadyJob(db: Database, filter: JobFilter, leaseMs: number, ranAlone: boolean): Promise<Claim> {
  const nothing = { job: undefined, sawOnlyBlocked: false };
  const claim = async (tx: Transaction): Promise<Claim> =>
    (await wakeDelayedJobs(tx)) ? leaseJob(tx, filter, leaseMs, ranAlone) : nothing;
  return shortTransaction(db, claim, claimSettings).catch((error: unknown) => {
    if (isSerialQueueTaken(error)) return nothing;
    throw error;
  });
}

async function leaseJob(
  tx: Transaction,
  filter: JobFilter,
  leaseMs: number,
  ranAlone: boolean,
): Promise<Claim> {
  const [row] = await tx.execute<(ClaimedRow | { id: null }) & { sawOnlyBlocked: boolean }>(sql`
    with recursive ${candidates(filter)},
    next as (
      select job.id, job.leased_until is not null as lease_expired
      from candidate join job using (id) left join running on running.workspace_id = job.workspace_id
      where job.failed_at is null
        and job.run_at <= now()
        and (job.leased_until is null or job.leased_until <= now())
      order by coalesce(running.jobs, 0), job.run_at, job.id
      limit 1
      for update of job skip locked
    ),
    claimed as (
      update job set
        leased_until = now() + ${leaseMs} * interval '1 millisecond',
        attempts = attempts + 1,
        behind = null,
        orphaned = job.orphaned + case
          when not next.lease_expired then 0
          when job.ran_alone
            -- Not restarted since the lease was last renewed.
            and pg_postmaster_start_time() < job.leased_until - ${leaseMs} * interval '1 millisecond'
            then ${expiryWeight.alone}::integer
          else ${expiryWeight.bystander}::integer
        end,
        ran_alone = ${ranAlone}
      from next where job.id = next.id
      returning job.id::float8 as id, kind, workspace_id as "workspaceId", lane as "serialQueue", payload, attempts as token, failures,
        job.orphaned as "leaseExpiries", next.lease_expired as "leaseExpired",
        (extract(epoch from job.created_at) * 1000)::float8 as "enqueuedAtMs"
    )
    select claimed.*, exists (select from candidate where id is null) as "sawOnlyBlocked"
    from (select) as always left join claimed on true`);
  if (!row || row.id === null) return { job: undefined, sawOnlyBlocked: row?.sawOnlyBlocked ?? false };
  const { enqueuedAtMs, sawOnlyBlocked, ...claimed } = row;
  return { job: { ...claimed, enqueuedAt: new Date(enqueuedAtMs) }, sawOnlyBlocked };
}

function isSerialQueueTaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof postgres.PostgresError && cause.constraint_name === 'job_running_in_lane';
}
