// A member decides on a plan: apply it, or cancel the import. Fast, for Slack waits.

import { findImport, type ImportKey } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Import } from '../../model/import.ts';
import { enqueue } from '../../queue/queue.ts';
import { advanceImport } from './advance-import.ts';
import { enqueueClearing } from './drop-staging.ts';

/** `done` is false when there was nothing to decide (any more); `import` tells how it stands. */
export type Decision = { readonly done: boolean; readonly import: Import | null };

/** `planNumber` is that of the plan that the member saw. */
export type Decide = (key: ImportKey, planNumber: number, decidedBy: string) => Promise<Decision>;

/** Approves the plan with this number, and none that came after it. */
export function approveImport(inWorkspace: InWorkspace): Decide {
  return (key, planNumber, decidedBy) =>
    decided(inWorkspace, key, async (tx) => {
      const approved = await advanceImport(tx, key, 'applying', { decidedBy });
      // Only now: the step has locked the import, so that nobody puts another plan in the place of this one.
      if (approved && approved.planNumber !== planNumber) throw new PlanSupersededError();
      if (approved) await enqueueApply(tx, key);
      return approved;
    });
}

/** Cancels whichever plan there is: no plan at all is what the member wants. */
export function cancelImport(inWorkspace: InWorkspace): Decide {
  return (key, _, decidedBy) =>
    decided(inWorkspace, key, async (tx) => {
      const cancelled = await advanceImport(tx, key, 'cancelled', { decidedBy, finishedAt: new Date() });
      if (cancelled) await enqueueClearing(tx, key);
      return cancelled;
    });
}

/** Thrown in a step: what the member decided on is not what there is by now. */
export class PlanSupersededError extends Error {}

/** Takes a step, and tells how the import stands when the step could not be taken. */
export async function decided(
  inWorkspace: InWorkspace,
  key: ImportKey,
  step: (tx: Transaction) => Promise<Import | null>,
): Promise<Decision> {
  const stepped = await inWorkspace(key.workspaceId, step).catch((error: unknown) => {
    if (error instanceof PlanSupersededError) return null;
    throw error;
  });
  // After the step that was in our way, so that it tells who was faster.
  if (stepped) return { done: true, import: stepped };
  return { done: false, import: await inWorkspace(key.workspaceId, (tx) => findImport(tx, key)) };
}

/** The imports of a workspace are applied one after another. */
export async function enqueueApply(tx: Transaction, key: ImportKey): Promise<void> {
  await enqueue(tx, {
    kind: 'apply-import',
    workspaceId: key.workspaceId,
    payload: key,
    serialQueue: 'apply',
  });
}
