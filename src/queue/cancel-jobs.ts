// Cancels the jobs of a workspace that have become pointless.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/transaction.ts';
import type { JobKind } from '../model/job-kinds.ts';
import { unparkJobsOf } from './ready-jobs.ts';

export type CanceledJob = { readonly kind: string; readonly payload: unknown };

/**
 * Deletes waiting and running jobs. The worker of a running job notices when it next asserts the lease. Skips jobs that are
 * locked: one in its last transaction still completes, one that is being claimed or put back can be deleted a moment later.
 * Dead-lettered jobs stay, so that their error references can be looked up.
 *
 * @returns the jobs that were deleted, and whether others were skipped
 */
export async function cancelJobs(
  tx: Transaction,
  workspaceId: string,
  exceptKinds: readonly string[],
): Promise<{ readonly canceled: readonly CanceledJob[]; readonly isAnyLeft: boolean }> {
  const isMeant = sql`workspace_id = ${workspaceId} and failed_at is null and kind not in ${exceptKinds}`;
  const canceled = await tx.execute<CanceledJob>(sql`
    delete from job where id in (select id from job where ${isMeant} for update skip locked)
    returning kind, payload`);
  const [left] = await tx.execute<{ isAny: boolean }>(
    sql`select exists (select from job where ${isMeant}) as "isAny"`,
  );
  await unparkJobsOf(tx, workspaceId);
  return { canceled, isAnyLeft: left!.isAny }; // a select without a table always returns one row
}

/** Identifies the jobs of one kind, by their serial queue or by their key. */
export type JobsOfKind = {
  readonly workspaceId: string;
  readonly kind: JobKind;
} & ({ readonly serialQueue: string } | { readonly key: string });

/** Deletes waiting jobs of one kind. A running one goes on: its handler has to notice that it became pointless. */
export async function cancelWaitingJobs(tx: Transaction, jobs: JobsOfKind): Promise<void> {
  const isMeant = 'key' in jobs ? sql`key = ${jobs.key}` : sql`lane = ${jobs.serialQueue}`;
  await tx.execute(sql`
    delete from job where id in (
      select id from job
      where workspace_id = ${jobs.workspaceId} and kind = ${jobs.kind} and ${isMeant}
        and failed_at is null and leased_until is null
      for update skip locked
    )`);
  if ('serialQueue' in jobs) await unparkJobsOf(tx, jobs.workspaceId);
}
