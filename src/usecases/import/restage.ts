// Reads a file again after a crash of Postgres, which empties the (unlogged) staging table.
import type { Context } from '../ports.ts';
import { advanceImport, enqueueReading } from './advance-import.ts';
import type { ImportJob } from './plan-staged.ts';

/** @param reason a sentence that the new plan shows; null when members don't need to know */
export function restage({ inWorkspace }: Context, job: ImportJob, reason: string | null): Promise<void> {
  const key = job.payload;
  return inWorkspace(key.workspaceId, async (tx) => {
    await job.assertLease(tx);
    const reading = await advanceImport(tx, key, 'reading', { replanned: reason });
    if (reading) await enqueueReading(tx, key, reading);
  });
}
