// After a crash of Postgres the staging area is empty: the file is read and planned again.

import type { ImportKey } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import type { Transaction } from '../../db/transaction.ts';
import { advanceImport, enqueueReading } from './advance-import.ts';

type ImportJob = { readonly payload: ImportKey; assertLease(tx: Transaction): Promise<void> };

/** `because` is said with the new plan; null where nobody needs to know. */
export function readAgain(inWorkspace: InWorkspace, job: ImportJob, because: string | null): Promise<void> {
  const key = job.payload;
  return inWorkspace(key.workspaceId, async (tx) => {
    await job.assertLease(tx);
    if (!(await advanceImport(tx, key, 'reading', { replanned: because }))) return;
    await enqueueReading(tx, key);
  });
}
