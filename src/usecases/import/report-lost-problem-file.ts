// Tells the thread that the problem file that its plan announced won't arrive.
import { findImport, type ImportKey } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import { isTold, replyPlaceOf } from '../../model/import.ts';
import { enqueueJob } from '../job-payloads.ts';

/** @param reference the error reference in the log; null when no error was logged */
export async function reportLostProblemFile(
  tx: Transaction,
  key: ImportKey,
  reference: string | null,
): Promise<void> {
  const record = await findImport(tx, key);
  // Nobody was told that there would be one.
  if (!record || !isTold(record)) return;
  const { channelId, threadTs } = replyPlaceOf(record, record.requestedBy);
  const { workspaceId } = key;
  const to = record.messageTs ?? String(record.id);
  await enqueueJob(tx, 'say', {
    words: 'problem-file-lost',
    reference,
    workspaceId,
    channelId,
    threadTs,
    to,
    memberId: record.requestedBy,
  });
}
