// A member decides on a plan: apply it, or cancel the import. Fast, because Slack waits.
import { findImport, type ImportKey } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Import } from '../../model/import.ts';
import { enqueueJob } from '../job-payloads.ts';
import { weightOfPlan } from '../job-weight.ts';
import type { Context } from '../ports.ts';
import { advanceImport, cancelReading } from './advance-import.ts';
import { enqueueDropStaging } from './drop-staging.ts';

/** `done` is false when it was too late to decide; `import` is the import as it is now, null when there is none. */
export type Decision = { readonly done: boolean; readonly import: Import | null };

/** Approves the plan with this number; a newer plan is left alone. */
export function approveImport(
  context: Context,
  key: ImportKey,
  planNumber: number,
  decidedBy: string,
): Promise<Decision> {
  return decide(context, key, async (tx) => {
    const approved = await advanceImport(tx, key, 'applying', { decidedBy });
    // Checked after the transition, which has locked the import: no newer plan can replace this one now.
    if (approved && approved.planNumber !== planNumber) throw new PlanSupersededError();
    if (approved) await enqueueApply(tx, key, approved);
    return approved;
  });
}

/**
 * Cancels the import, whichever plan it has now: the member wants none of them. While the file is being read, the job that
 * reads it notices within a second.
 */
export function cancelImport(context: Context, key: ImportKey, decidedBy: string): Promise<Decision> {
  return decide(context, key, async (tx) => {
    const canceled = await advanceImport(tx, key, 'cancelled', { decidedBy, finishedAt: new Date() });
    if (!canceled) return null;
    await cancelReading(tx, key);
    await enqueueDropStaging(tx, key);
    return canceled;
  });
}

/** Thrown inside a decision, to roll it back: the member saw an older plan than the current one. */
export class PlanSupersededError extends Error {
  override readonly name = 'PlanSupersededError';
}

/**
 * Runs a decision in a transaction.
 * @param transition returns the import after the decision, or null when its state doesn't allow the decision
 */
export async function decide(
  { inWorkspace }: Context,
  key: ImportKey,
  transition: (tx: Transaction) => Promise<Import | null>,
): Promise<Decision> {
  const decided = await inWorkspace(key.workspaceId, transition).catch((error: unknown) => {
    if (error instanceof PlanSupersededError) return null;
    throw error;
  });
  if (decided) return { done: true, import: decided };
  // Read after the decision that came first, so that the reply names who made that one.
  return { done: false, import: await inWorkspace(key.workspaceId, (tx) => findImport(tx, key)) };
}

/** Imports of a workspace, and their undos, are applied one after another: each sees what the one before it wrote. */
export const applyQueue = 'apply';

export async function enqueueApply(tx: Transaction, key: ImportKey, record: Import): Promise<void> {
  await enqueueJob(tx, 'apply-import', key, { serialQueue: applyQueue, weight: weightOfPlan(record) });
}
