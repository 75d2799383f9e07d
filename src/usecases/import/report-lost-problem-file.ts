// A problem file that won't come: its plan says that it follows, so the thread is told that it doesn't.

import { findImport, type ImportKey } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import { enqueue } from '../../queue/queue.ts';
import type { Jobs } from '../ports.ts';

/** `reference` is what the log says with the error; `null` where there is none. */
export async function sayFileIsLost(
  tx: Transaction,
  key: ImportKey,
  reference: string | null,
): Promise<void> {
  const found = await findImport(tx, key);
  if (!found?.messageTs) return;
  const { channelId, threadTs } = found.place;
  const { workspaceId } = key;
  const to = found.messageTs;
  const payload: Jobs['say'] = {
    words: 'problem-file-lost',
    reference,
    workspaceId,
    channelId,
    threadTs,
    to,
  };
  await enqueue(tx, { kind: 'say', workspaceId, payload });
}
