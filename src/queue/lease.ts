// Keeps a job that was claimed, and proves that it was kept.
import { sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '../db/transaction.ts';
import type { ClaimedJob } from './claim.ts';
import { LeaseLostError } from './errors.ts';

export type HeldLease = Pick<ClaimedJob, 'id' | 'token'>;

/** @returns the ids of those that are still ours, now for `leaseMs` more */
export async function renewLeases(
  db: Queryable,
  held: readonly HeldLease[],
  leaseMs: number,
): Promise<number[]> {
  const tokens = sql.join(
    held.map(({ id, token }) => sql`(${id}::bigint, ${token}::integer)`),
    sql`, `,
  );
  const rows = await db.execute(sql`
    update job set leased_until = now() + ${leaseMs} * interval '1 millisecond'
    where (id, attempts) in (${tokens})
    returning id`);
  return rows.map((row) => Number(row.id));
}

/**
 * Makes sure, within the transaction that does the work, that nobody else does it. Until it commits, nobody
 * can take the job over either: `claimJob` asks for a lock that this one excludes, while the renewal of the
 * lease, on another connection, does not.
 *
 * A `repeatable read` transaction sees the job as it was when it began. One that was taken over since then fails it
 * (40001), because the number is part of a unique index: without that, this lock would pass over the new number.
 *
 * @throws LeaseLost
 */
export async function assertLease(tx: Transaction, { id, token }: HeldLease): Promise<void> {
  const rows = await tx.execute(sql`
    select from job where id = ${id} and attempts = ${token} and leased_until is not null for key share`);
  if (rows.length === 0) throw new LeaseLostError();
}
