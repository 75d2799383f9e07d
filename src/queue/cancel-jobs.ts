// Cancels the jobs of a workspace that have become pointless.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/transaction.ts';

export type CanceledJob = { readonly kind: string; readonly payload: unknown };

/**
 * Deletes waiting and running jobs. The worker of a running job notices when it next asserts the lease; a job in its
 * last transaction still completes. Dead-lettered jobs stay, so that their error references can be looked up.
 *
 * @returns the jobs that were deleted
 */
export async function cancelJobs(
  tx: Transaction,
  workspaceId: string,
  exceptKinds: readonly string[],
): Promise<CanceledJob[]> {
  return tx.execute<CanceledJob>(sql`
    delete from job where id in (
      select id from job
      where workspace_id = ${workspaceId} and failed_at is null and kind not in ${exceptKinds}
      for update skip locked
    )
    returning kind, payload`);
}
