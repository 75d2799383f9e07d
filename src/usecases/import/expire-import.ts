// Cancels a plan that no one decided on in time, so that the rows of its file are not kept forever.
import type { ImportKey } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import { expiryDays } from '../../model/import.ts';
import { enqueueJob, type JobOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { advanceImport } from './advance-import.ts';
import { enqueueDropStaging } from './drop-staging.ts';

export function expireImport(
  { inWorkspace }: Context,
  { payload: key }: JobOf<'expire-import'>,
): Promise<void> {
  return inWorkspace(key.workspaceId, async (tx) => {
    const change = { decidedBy: null, finishedAt: new Date() };
    if (await advanceImport(tx, key, 'cancelled', change)) await enqueueDropStaging(tx, key);
  });
}

/** The time runs from the import's first plan: the key keeps later plans from enqueuing a second job. */
export async function enqueueExpiry(tx: Transaction, key: ImportKey): Promise<void> {
  const runAt = new Date(Date.now() + expiryDays * 24 * 60 * 60 * 1_000);
  await enqueueJob(tx, 'expire-import', key, { key: String(key.importId), runAt });
}
