// Ends a lease: the job is finished, retried, released, parked, or dead-lettered. A lost lease is left alone.
import { type SQL, sql } from 'drizzle-orm';
import { shortTransaction } from '../db/short-transaction.ts';
import type { Database, Queryable, Transaction } from '../db/transaction.ts';
import { notify } from './channel.ts';
import type { WhenParked } from './errors.ts';
import { expiryWeight } from './expiry-weight.ts';
import type { HeldLease } from './lease.ts';
import type { CountsAs } from './next-step.ts';
import { unparkAfter } from './ready-jobs.ts';

export async function finishJob(db: Database, held: HeldLease): Promise<void> {
  await shortTransaction(db, async (tx) => {
    const [done] = await tx.execute<EndedJob>(sql`
      delete from job where ${isHeld(held)} returning id::float8 as id, workspace_id as "workspaceId", lane`);
    await continueSerialQueue(tx, done);
  });
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
      waits_for = 'time',
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

/** Lets another process continue at once. The job keeps its place in front of those that could run only later. */
export async function releaseJob(db: Queryable, held: HeldLease): Promise<void> {
  await db.execute(sql`
    with released as (update job set ${leaseEnds} where ${isHeld(held)} returning kind, weight)
    select ${notify} from released`);
}

/** Has the job wait until another one ends; if that one has ended by now, the job can run again at once. */
export async function parkJob(
  db: Database,
  held: HeldLease,
  behind: number,
  whenParked: WhenParked = async () => undefined,
): Promise<void> {
  await shortTransaction(db, async (tx) => {
    // Locked, so that the other job can't end unnoticed.
    const [other] = await tx.execute(
      sql`select from job where id = ${behind} and failed_at is null for key share`,
    );
    const waits = other
      ? sql`waits_for = 'predecessor', behind = ${behind}`
      : sql`waits_for = 'worker', behind = null`;
    const [parked] = await tx.execute<EndedJob>(sql`
      update job set ${leaseEnds}, ${waits} where ${isHeld(held)}
      returning id::float8 as id, workspace_id as "workspaceId", lane`);
    await continueSerialQueue(tx, parked);
    if (parked && other) await whenParked(tx);
  });
}

/** The row stays, so that the error reference can be looked up. */
export async function deadLetterJob(db: Database, held: HeldLease, reference: string): Promise<void> {
  await shortTransaction(db, async (tx) => {
    const [deadLettered] = await tx.execute<EndedJob>(sql`
      update job set ${leaseEnds}, failures = failures + 1, failed_at = now(), reference = ${reference}
      where ${isHeld(held)}
      returning id::float8 as id, workspace_id as "workspaceId", lane`);
    await continueSerialQueue(tx, deadLettered);
  });
}

type EndedJob = { id: number; workspaceId: string; lane: string | null };

/**
 * Lets the jobs run that wait for the end of one in a serial queue. In the transaction that
 * ends the job: a lost connection between the two would leave them parked.
 */
async function continueSerialQueue(tx: Transaction, ended: EndedJob | undefined): Promise<void> {
  if (!ended || ended.lane === null) return;
  const { id, workspaceId, lane } = ended;
  // A statement of its own, which sees every job that was parked before the ended one was locked; none is parked after.
  await unparkAfter(tx, { id, workspaceId, serialQueue: lane });
}

/** The token changes with the holder, so a handler that is still running can't pass `assertLease` anymore. */
const leaseEnds: SQL = sql`leased_until = null, attempts = attempts + 1`;

const isHeld = ({ id, token }: HeldLease): SQL => sql`id = ${id} and attempts = ${token}`;
