// Ends a lease: the job is done, or goes back, or has failed for good. Each leaves alone what isn't ours any more.
import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../db/transaction.ts';
import { CHANNEL } from './channel.ts';
import type { HeldLease } from './lease.ts';
import type { Counted } from './next-step.ts';

/** Whoever waits for the lane learns it at once. */
export async function finishJob(db: Queryable, held: HeldLease): Promise<void> {
  await db.execute(sql`
    with done as (delete from job where ${isOurs(held)} returning lane)
    select pg_notify(${CHANNEL}, '') from done where lane is not null`);
}

export async function retryJob(db: Queryable, held: HeldLease, inMs: number, counts: Counted): Promise<void> {
  await db.execute(sql`
    update job set
      ${leaseEnds},
      run_at = now() + ${inMs} * interval '1 millisecond',
      failures = failures + ${counts === 'failure' ? 1 : 0},
      orphaned = orphaned + ${counts === 'orphan' ? 1 : 0}
    where ${isOurs(held)}`);
}

/** For another process to go on with, at once. */
export async function releaseJob(db: Queryable, held: HeldLease): Promise<void> {
  await db.execute(sql`
    with given as (update job set ${leaseEnds}, run_at = now() where ${isOurs(held)} returning id)
    select pg_notify(${CHANNEL}, '') from given`);
}

/** The row stays, for whoever is asked about the reference. */
export async function deadLetterJob(db: Queryable, held: HeldLease, reference: string): Promise<void> {
  await db.execute(sql`
    with given_up as (
      update job set ${leaseEnds}, failures = failures + 1, failed_at = now(), reference = ${reference}
      where ${isOurs(held)} returning lane
    )
    select pg_notify(${CHANNEL}, '') from given_up where lane is not null`);
}

/** The token changes with the owner, so that remains of the handler cannot pass `holdJob` any more. */
const leaseEnds: SQL = sql`leased_until = null, attempts = attempts + 1`;

const isOurs = ({ id, token }: HeldLease): SQL => sql`id = ${id} and attempts = ${token}`;
