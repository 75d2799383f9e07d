// Ends a lease: the job is finished, retried, released, or dead-lettered. A lost lease is left alone.
import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../db/transaction.ts';
import { CHANNEL } from './channel.ts';
import { expiryWeight } from './expiry-weight.ts';
import type { HeldLease } from './lease.ts';
import type { CountsAs } from './next-step.ts';

/** Notifies the workers if another job may be waiting in the serial queue. */
export async function finishJob(db: Queryable, held: HeldLease): Promise<void> {
  await db.execute(sql`
    with done as (delete from job where ${isHeld(held)} returning lane)
    select pg_notify(${CHANNEL}, '') from done where lane is not null`);
}

/**
 * @param inMs milliseconds until the next attempt
 * @param ranMs how many milliseconds ago the job was claimed
 */
export async function retryJob(
  db: Queryable,
  held: HeldLease,
  inMs: number,
  countsAs: CountsAs,
  ranMs = 0,
): Promise<void> {
  await db.execute(sql`
    update job set
      ${leaseEnds},
      run_at = now() + ${inMs} * interval '1 millisecond',
      failures = failures + ${countsAs === 'failure' ? 1 : 0},
      orphaned = orphaned + ${weightOf(countsAs, ranMs)}
    where ${isHeld(held)}`);
}

/**
 * When a backend crashes, Postgres ends all others and discards its statistics, but does not start anew.
 * https://www.postgresql.org/docs/current/monitoring-stats.html
 */
function weightOf(countsAs: CountsAs, ranMs: number): SQL {
  if (countsAs === 'lease expiry') return sql`${expiryWeight.bystander}::integer`;
  if (countsAs !== 'lease expiry alone') return sql`0`;
  const claimedAt = sql`now() - ${ranMs} * interval '1 millisecond'`;
  return sql`case
    when (select stats_reset from pg_stat_bgwriter) > ${claimedAt} and pg_postmaster_start_time() < ${claimedAt}
      then ${expiryWeight.alone}::integer
    else ${expiryWeight.bystander}::integer
  end`;
}

/** Lets another process continue at once. */
export async function releaseJob(db: Queryable, held: HeldLease): Promise<void> {
  await db.execute(sql`
    with released as (update job set ${leaseEnds}, run_at = now() where ${isHeld(held)} returning id)
    select pg_notify(${CHANNEL}, '') from released`);
}

/** The row stays, so that the error reference can be looked up. */
export async function deadLetterJob(db: Queryable, held: HeldLease, reference: string): Promise<void> {
  await db.execute(sql`
    with dead_lettered as (
      update job set ${leaseEnds}, failures = failures + 1, failed_at = now(), reference = ${reference}
      where ${isHeld(held)} returning lane
    )
    select pg_notify(${CHANNEL}, '') from dead_lettered where lane is not null`);
}

/** The token changes with the holder, so a handler that is still running can't pass `assertLease` anymore. */
const leaseEnds: SQL = sql`leased_until = null, attempts = attempts + 1`;

const isHeld = ({ id, token }: HeldLease): SQL => sql`id = ${id} and attempts = ${token}`;
