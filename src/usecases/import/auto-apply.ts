// The setting `apply: at once`: a plan about which there is nothing to say is applied without an approval.

import { findImport, type ImportKey } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import type { Transaction } from '../../db/transaction.ts';
import { findSettings } from '../../db/workspaces.ts';
import type { Plan } from '../../model/plan.ts';
import type { MayDecide } from '../ports.ts';
import { advanceImport } from './advance-import.ts';
import { enqueueApply } from './decide-import.ts';

/**
 * Who takes the place of who would click: the member who shared the file, where the workspace applies at once and
 * the member may decide, now. Else null. Asks Slack, so it is no part of a transaction.
 */
export async function whoAppliesAtOnce(
  inWorkspace: InWorkspace,
  mayDecide: MayDecide,
  key: ImportKey,
): Promise<string | null> {
  const { workspaceId } = key;
  const requestedBy = await inWorkspace(workspaceId, async (tx) => {
    const { apply } = await findSettings(tx, workspaceId);
    return apply === 'at once' ? ((await findImport(tx, key))?.requestedBy ?? null) : null;
  });
  return requestedBy !== null && (await mayDecide(workspaceId, requestedBy)) ? requestedBy : null;
}

/** Approves the plan that was just made. */
export async function approveAtOnce(tx: Transaction, key: ImportKey, decidedBy: string): Promise<void> {
  if (await advanceImport(tx, key, 'applying', { decidedBy })) await enqueueApply(tx, key);
}

/** Whether a member who sees the plan would find nothing but what the file says. */
export function isPlain(plan: Plan): boolean {
  const hasChoice = Object.values(plan.choiceCounts).some((count) => count > 0);
  const hasWarning = plan.warnings.length > 0 || plan.ignoredColumns.length > 0;
  return plan.leftOut === 0 && plan.damagedCells === 0 && !hasChoice && !hasWarning;
}
