// A member decides on a plan: apply it, or cancel the import. Fast, because Slack waits.
import { assertMayAlone } from '../../db/alone-count.ts';
import { findImport, type ImportKey } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Import } from '../../model/import.ts';
import { isApprovedAlone, type SecondPerson, SecondPersonNeededError } from '../../model/second-person.ts';
import { enqueueJob } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { advanceImport, cancelReading, enqueueShowing } from './advance-import.ts';
import { enqueueDropStaging } from './drop-staging.ts';
import { secondPersonFor } from './second-person-for.ts';
import { turnOf } from './turn-queues.ts';

/**
 * `done` is false when it was too late to decide, or when another member has to: then there is `secondPerson`. `import` is
 * the import as it is now, null when there is none.
 */
export type Decision = {
  readonly done: boolean;
  readonly import: Import | null;
  readonly secondPerson?: SecondPerson;
};

/** Approves the plan with this number, if the member may do so; a newer plan is left alone. */
export async function approveImport(
  context: Context,
  key: ImportKey,
  planNumber: number,
  decidedBy: string,
): Promise<Decision> {
  const decision = await decide(context, key, async (tx) => {
    const approved = await advanceImport(tx, key, 'applying', { decidedBy });
    // Checked after the transition, which has locked the import: no newer plan can replace this one now.
    if (approved && approved.planNumber !== planNumber) throw new PlanSupersededError();
    if (!approved) return null;
    if (isApprovedAlone(approved)) await assertMayAlone(tx, key.workspaceId, decidedBy);
    await enqueueApply(tx, key, approved);
    return approved;
  });
  // What the member did since the plan was shown may be why it takes a second person now.
  if (decision.secondPerson) await context.inWorkspace(key.workspaceId, (tx) => enqueueShowing(tx, key));
  return decision;
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
  context: Context,
  key: ImportKey,
  transition: (tx: Transaction) => Promise<Import | null>,
): Promise<Decision> {
  const { inWorkspace } = context;
  // Read after the decision that came first, so that the reply names who made that one.
  const now = () => inWorkspace(key.workspaceId, (tx) => findImport(tx, key));
  try {
    const decided = await inWorkspace(key.workspaceId, transition);
    return decided ? { done: true, import: decided } : { done: false, import: await now() };
  } catch (error) {
    if (error instanceof PlanSupersededError) return { done: false, import: await now() };
    if (!(error instanceof SecondPersonNeededError)) throw error;
    const record = await now();
    return {
      done: false,
      import: record,
      ...(record && { secondPerson: await secondPersonFor(context, record, error) }),
    };
  }
}

export async function enqueueApply(tx: Transaction, key: ImportKey, record: Import): Promise<void> {
  await enqueueJob(tx, 'apply-import', key, turnOf(record));
}
