// The setting `apply: at once`: a plan that leaves nothing to decide is applied without an approval.
import { findImport, type ImportKey } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import { findSettings } from '../../db/workspaces.ts';
import type { Plan } from '../../model/plan.ts';
import type { Context } from '../ports.ts';
import { advanceImport } from './advance-import.ts';
import { enqueueApply } from './decide-import.ts';

/**
 * The member in whose name a plan is applied without a click: the one who shared the file, if the workspace applies
 * at once and that member may decide now. Asks Slack, so it must not run inside a transaction.
 * @returns null when the plan has to wait for a click
 */
export async function findAutoApprover(context: Context, key: ImportKey): Promise<string | null> {
  const { workspaceId } = key;
  const requestedBy = await context.inWorkspace(workspaceId, async (tx) => {
    const { apply } = await findSettings(tx, workspaceId);
    return apply === 'at once' ? ((await findImport(tx, key))?.requestedBy ?? null) : null;
  });
  if (requestedBy === null) return null;
  return (await context.slack.isAllowed(workspaceId, requestedBy, 'decide')) ? requestedBy : null;
}

/** Approves the plan that was just made. */
export async function autoApprove(tx: Transaction, key: ImportKey, decidedBy: string): Promise<void> {
  if (await advanceImport(tx, key, 'applying', { decidedBy })) await enqueueApply(tx, key);
}

/** Whether the plan does only what the file says: no problems, damage, warnings, or choices. */
export function isPlain(plan: Plan): boolean {
  const hasChoice = Object.values(plan.choiceCounts).some((count) => count > 0);
  const hasWarning = plan.warnings.length > 0 || plan.ignoredColumns.length > 0;
  return plan.leftOut === 0 && plan.damagedCells === 0 && !hasChoice && !hasWarning;
}
