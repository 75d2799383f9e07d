// Takes back jobs of a workspace for which there is nothing left to do.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/transaction.ts';

export type CancelledJob = { readonly kind: string; readonly payload: unknown };

/**
 * Those that wait, and those that run, whose workers notice when they next prove their lease. One that is at its last
 * transaction ends as it would. Those that were given up stay, for whoever is asked about the reference.
 */
export async function cancelJobs(
  tx: Transaction,
  workspaceId: string,
  exceptKinds: readonly string[],
): Promise<CancelledJob[]> {
  return tx.execute<CancelledJob>(sql`
    delete from job where id in (
      select id from job
      where workspace_id = ${workspaceId} and failed_at is null and kind not in ${exceptKinds}
      for update skip locked
    )
    returning kind, payload`);
}
