// A plan that nobody decides on is cancelled in the end: its file's rows are not kept for ever.

import type { ImportKey } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import type { Transaction } from '../../db/transaction.ts';
import { expiryDays } from '../../model/import.ts';
import { enqueue, type Job } from '../../queue/queue.ts';
import type { Jobs } from '../ports.ts';
import { advanceImport } from './advance-import.ts';
import { enqueueClearing } from './drop-staging.ts';

export function expireImport(inWorkspace: InWorkspace) {
  return ({ payload: key }: Job<Jobs, 'expire-import'>): Promise<void> =>
    inWorkspace(key.workspaceId, async (tx) => {
      const change = { decidedBy: null, finishedAt: new Date() };
      if (await advanceImport(tx, key, 'cancelled', change)) await enqueueClearing(tx, key);
    });
}

/** Counted from the first plan. */
export async function enqueueExpiry(tx: Transaction, key: ImportKey): Promise<void> {
  await enqueue(tx, {
    kind: 'expire-import',
    workspaceId: key.workspaceId,
    payload: key,
    key: String(key.importId),
    runAt: new Date(Date.now() + expiryDays * 24 * 60 * 60 * 1_000),
  });
}
