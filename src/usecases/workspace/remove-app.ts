// The app was removed from a workspace: its tokens and waiting jobs are deleted, its data stays.
import { deleteInstallation, isInstalled } from '../../db/installations.ts';
import type { Transaction } from '../../db/transaction.ts';
import { clearGuided, clearLastHeard } from '../../db/workspaces.ts';
import { cancelJobs } from '../../queue/cancel-jobs.ts';
import { failJob } from '../failures/dead-letter.ts';
import { type Jobs, parseJob } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

/** They clean up after imports and don't need Slack. */
const cleanupKinds: readonly (keyof Jobs)[] = ['clear-stage', 'expire-import'];

export type Removal = {
  readonly workspaceId: string;
  /** When Slack noticed the removal; the event may arrive late, and twice. */
  readonly at: Date;
  /** The error reference of the imports and exports that fail because of the removal. */
  readonly reference: string;
};

export function removeApp(
  { inWorkspace }: Context,
  { workspaceId, at, reference }: Removal,
): Promise<'removed' | 'installed again since'> {
  return inWorkspace(workspaceId, async (tx) => {
    await deleteInstallation(tx, workspaceId, at);
    if (await isInstalled(tx, workspaceId)) return 'installed again since';
    await endWork(tx, workspaceId, reference);
    return 'removed';
  });
}

/** Ends what waits in a workspace where the app can't act anymore. */
export async function endWork(tx: Transaction, workspaceId: string, reference: string): Promise<void> {
  await clearLastHeard(tx, workspaceId);
  await clearGuided(tx, workspaceId);
  for (const job of await cancelJobs(tx, workspaceId, cleanupKinds)) {
    const failed = parseJob(job);
    // The orphan reaper finds what a job with an unreadable payload left behind.
    if (failed) await failJob(tx, failed, reference);
  }
  // Failing the jobs above enqueued messages about it, which can't be posted anymore.
  await cancelJobs(tx, workspaceId, cleanupKinds);
}
