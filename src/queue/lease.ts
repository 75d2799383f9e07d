// Renews the leases of claimed jobs, and asserts that a lease is still held.
import { sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '../db/transaction.ts';
import type { ClaimedJob } from './claim.ts';
import { LeaseLostError } from './errors.ts';

export type HeldLease = Pick<ClaimedJob, 'id' | 'token'>;

/**
 * @param ranAlone whether no other job has run in this process beside the held one
 * @returns the ids of the jobs whose leases are still held, and now renewed for `leaseMs`
 */
export async function renewLeases(
  db: Queryable,
  held: readonly HeldLease[],
  leaseMs: number,
  ranAlone: boolean,
): Promise<number[]> {
  const tokens = sql.join(
    held.map(({ id, token }) => sql`(${id}::bigint, ${token}::integer)`),
    sql`, `,
  );
  const rows = await db.execute<{ id: number }>(sql`
    update job set leased_until = now() + ${leaseMs} * interval '1 millisecond', ran_alone = ${ranAlone}
    where (id, attempts) in (${tokens})
    returning id::float8 as id`);
  return rows.map(({ id }) => id);
}

/**
 * Makes sure, within the transaction that does the work, that no other worker is doing the same job. Until the
 * transaction ends, no worker can take the job over either: `claimJob` asks for a row lock that conflicts with this
 * one. Renewing the lease, on another connection, doesn't conflict.
 *
 * A `repeatable read` transaction sees the job as it was when the transaction began. If the job was taken over since
 * then, the transaction fails with 40001, because the token is part of a unique index: without the index, this lock
 * would ignore the new token.
 *
 * @throws LeaseLostError
 */
export async function assertLease(tx: Transaction, { id, token }: HeldLease): Promise<void> {
  const rows = await tx.execute(sql`
    select from job where id = ${id} and attempts = ${token} and leased_until is not null for key share`);
  if (rows.length === 0) throw new LeaseLostError();
}
