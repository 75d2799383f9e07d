// The app was removed from a workspace: its tokens and waiting jobs are deleted, its data stays.
import { setTimeout as sleep } from 'node:timers/promises';
import { deleteInstallation, isInstalled } from '../../db/installations.ts';
import type { Transaction } from '../../db/transaction.ts';
import { clearGuided, clearLastHeard } from '../../db/workspaces.ts';
import { cancelJobs } from '../../queue/cancel-jobs.ts';
import { failJob } from '../failures/dead-letter.ts';
import { type Jobs, parseJob } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

/** They clean up after imports and don't need Slack. */
const cleanupKinds: readonly (keyof Jobs)[] = ['clear-stage', 'expire-import'];

/** How often jobs are canceled that a worker has locked, and the pause in between: together, a second. */
const maxRounds = 20;
const roundMs = 50;

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

/**
 * Ends what waits in a workspace where the app can't act anymore. Every job that is canceled has failed: none leaves an import
 * or export behind that waits for it. A job that stays locked is in its last transaction, or ends when it runs next.
 */
export async function endWork(tx: Transaction, workspaceId: string, reference: string): Promise<void> {
  await clearLastHeard(tx, workspaceId);
  await clearGuided(tx, workspaceId);
  // Failing a job enqueues messages about it, which can't be posted anymore: they are canceled with the next round.
  for (let rounds = 0; rounds < maxRounds; rounds++) {
    const { canceled, isAnyLeft } = await cancelJobs(tx, workspaceId, cleanupKinds);
    for (const job of canceled) {
      const failed = parseJob(job);
      // The orphan reaper finds what a job with an unreadable payload left behind.
      if (failed) await failJob(tx, failed, reference);
    }
    if (canceled.length > 0) continue;
    if (!isAnyLeft) return;
    await sleep(roundMs);
  }
}
