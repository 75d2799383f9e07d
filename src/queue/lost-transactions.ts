// Ends the transactions of workers that have lost their job: a process that is paused, or that vanished without closing
// its connections, would hold its locks for as long as that lasts.
import { sql } from 'drizzle-orm';
import { isConnectionLoss } from '../db/connection-loss.ts';
import { idleLimitMs } from '../db/time-limits.ts';
import type { Queryable } from '../db/transaction.ts';
import type { HeldLease } from './lease.ts';

/** The fields are null where the transaction belongs to no job. */
export type LostTransaction = {
  readonly jobId: number | null;
  readonly kind: string | null;
  readonly workspaceId: string | null;
};

/** How long to wait until a transaction is gone, in ms. The next look finds one that takes longer. */
const endingMs = 2_000;

/** The `application_name` of a transaction that runs on behalf of a job; `endLostTransactions` reads it. */
export const transactionNameOf = ({ id, token }: HeldLease): string => `endusers job ${id}.${token}`;

/**
 * Ends each transaction whose job another worker has taken, or whose lease expired more than `graceMs` ago: what it did
 * is undone, and its worker, if it continues, finds the connection lost. Waits until the transactions are gone.
 *
 * Also ends each transaction of no job that waits for the second half of a statement: the driver asks for the types of the
 * parameters before it sends them. Postgres counts such a transaction as active, so its limit for idle ones never ends it.
 *
 * Needs no special privilege: a role may end its own sessions.
 *
 * @param graceMs in ms, for a worker that is only slow: it may be about to renew its lease
 */
export function endLostTransactions(db: Queryable, graceMs: number): Promise<LostTransaction[]> {
  // From the few sessions to their jobs, by the key of `job`; never the other way round.
  return db.execute<LostTransaction>(sql`
    with session as materialized (
      select pid, split_part(named.job, '.', 1)::bigint as job_id, split_part(named.job, '.', 2)::integer as token,
        state = 'active' and wait_event = 'ClientRead'
          and query_start <= now() - ${idleLimitMs.ofOthers} * interval '1 millisecond' as is_half_sent
      from pg_stat_activity, substring(application_name from '^endusers job (\\d{1,18}\\.\\d{1,9})$') as named (job)
      where datname = current_database() and usename = current_user and application_name like 'endusers%'
    ),
    lost as materialized (
      select session.pid, job.id, job.kind, job.workspace_id
      from session join job on job.id = session.job_id
      where job.attempts <> session.token or job.leased_until is null
        or job.leased_until <= now() - ${graceMs} * interval '1 millisecond'
      union all
      select pid, null, null, null from session where job_id is null and is_half_sent
    )
    select id::float8 as "jobId", kind, workspace_id as "workspaceId"
    from lost where pg_terminate_backend(pid, ${endingMs}::bigint)`);
}

/**
 * Ends what is left in Postgres of a job's transactions after the worker has lost the connection to them: Postgres may
 * not know of that, and they would keep the job's row locked. Where a server forbids this, they are left to it.
 */
export async function endTransactionsOf(db: Queryable, held: HeldLease): Promise<void> {
  const ended = db.execute(sql`
    select pg_terminate_backend(pid, ${endingMs}::bigint) from pg_stat_activity
    where datname = current_database() and usename = current_user and application_name = ${transactionNameOf(held)}`);
  await ended.catch((error: unknown) => {
    if (isConnectionLoss(error)) throw error;
  });
}
