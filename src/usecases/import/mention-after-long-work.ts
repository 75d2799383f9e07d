// Slack doesn't notify anyone of an edit, and plans and results are edits: after a long wait, a new message in the thread
// mentions the member who is waiting.
import type { Transaction } from '../../db/transaction.ts';
import type { Import } from '../../model/import.ts';
import { enqueueJob } from '../job-payloads.ts';
import { messageQueue } from './advance-import.ts';

/** Members keep looking for this long, in ms. */
const patienceMs = 20_000;

/**
 * Belongs to the transaction in which the work ends, so that a job that runs again mentions nobody twice.
 *
 * @param of a plan is there to be decided on; a result is the end
 * @param since when the member began to wait
 */
export async function mentionAfterLongWork(
  tx: Transaction,
  { workspaceId, id: importId, place }: Import,
  of: 'plan' | 'result',
  memberId: string,
  since: Date,
): Promise<void> {
  if (Date.now() - since.getTime() <= patienceMs) return;
  const { channelId, threadTs } = place;
  const to = (Date.now() / 1_000).toFixed(6);
  const notice = {
    words: 'work-ended',
    of,
    importId,
    memberId,
    workspaceId,
    channelId,
    threadTs,
    to,
  } as const;
  // After the job that updates the import's message.
  await enqueueJob(tx, 'say', notice, { serialQueue: messageQueue({ workspaceId, importId }) });
}
