// A member says how the file of a plan is to be read: it is downloaded and read again. Fast, because Slack waits.
import { findImportDetails, type ImportKey } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { BadFileError } from '../../model/bad-file-error.ts';
import type { Import } from '../../model/import.ts';
import type { ReadAs } from '../../model/read-as.ts';
import type { Context } from '../ports.ts';
import { advanceImport, enqueueReading } from './advance-import.ts';
import { type Decision, decide, PlanSupersededError } from './decide-import.ts';
import { type ImportDetails, lockedImport } from './locked-import.ts';
import type { ImportJob } from './plan-staged.ts';

/**
 * The rows that are staged stay until the new ones replace them, in one transaction.
 *
 * @param planNumber of the plan that the member saw; a newer plan is left alone
 * @param chosen the parts that the member chose now; what was chosen before stays
 */
export function rereadImport(
  context: Context,
  key: ImportKey,
  planNumber: number,
  chosen: ReadAs,
): Promise<Decision> {
  return decide(context, key, (tx) =>
    readAgain(tx, key, planNumber, async ({ readAs }) => ({ ...readAs, ...chosen })),
  );
}

/**
 * @param change returns how the file is to be read from now on
 * @returns null when no plan waits for a decision
 * @throws PlanSupersededError
 */
export async function readAgain(
  tx: Transaction,
  key: ImportKey,
  planNumber: number,
  change: (details: ImportDetails) => Promise<ReadAs>,
): Promise<Import | null> {
  const locked = await lockedImport(tx, key);
  if (locked?.record.state !== 'planned') return null;
  if (locked.record.planNumber !== planNumber) throw new PlanSupersededError();
  const readAs = await change(locked.details);
  const reading = await advanceImport(tx, key, 'reading', { readAs, replanned: null });
  if (reading) await enqueueReading(tx, key, reading);
  return reading;
}

/**
 * The file can't be read as a member chose, which must not end the import: has it read as if nothing was chosen.
 * @returns false when nothing was chosen, so the file itself is bad
 */
export function readWithoutChoice(
  { inWorkspace }: Context,
  job: ImportJob,
  { reason }: BadFileError,
): Promise<boolean> {
  const key = job.payload;
  return inWorkspace(key.workspaceId, async (tx) => {
    await job.assertLease(tx);
    const details = await findImportDetails(tx, key);
    if (!details || Object.keys(details.readAs).length === 0) return false;
    const replanned = `With that choice, the file can't be imported: ${reason}. It was read without it.`;
    const reading = await advanceImport(tx, key, 'reading', { readAs: {}, replanned });
    if (reading) await enqueueReading(tx, key, reading);
    return reading !== null;
  });
}
