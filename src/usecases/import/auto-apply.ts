// The setting `apply: at once`: a plan that leaves nothing to decide is applied without an approval.
import { findAloneCount } from '../../db/alone-count.ts';
import { findImport, type ImportKey } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import { findSettings } from '../../db/workspaces.ts';
import type { Import } from '../../model/import.ts';
import type { Plan } from '../../model/plan.ts';
import type { Context } from '../ports.ts';
import { advanceImport } from './advance-import.ts';
import { enqueueApply } from './decide-import.ts';

/**
 * Whether the workspace applies plans without a click, and the member who shared the file may decide now: the changes
 * are made in that member's name. Asks Slack, so it must not run inside a transaction.
 */
export async function canAutoApply(context: Context, key: ImportKey): Promise<boolean> {
  const { workspaceId } = key;
  const requestedBy = await context.inWorkspace(workspaceId, async (tx) => {
    const { apply } = await findSettings(tx, workspaceId);
    return apply === 'at once' ? ((await findImport(tx, key))?.requestedBy ?? null) : null;
  });
  return requestedBy !== null && (await context.slack.isAllowed(workspaceId, requestedBy, 'decide'));
}

/**
 * Whether the member who shared the file may change so many end users alone. Where they may not change any number, a file
 * that another member had the bot take waits for a click.
 *
 * @param more how many end users besides those of the imports that are approved already
 */
export async function mayAlone(
  tx: Transaction,
  { workspaceId, requestedBy, askedBy }: Import,
  more: number,
): Promise<boolean> {
  const found = await findAloneCount(tx, workspaceId, requestedBy);
  return found === null || (askedBy.length === 0 && found.count + more <= found.limit);
}

/** Approves the plan that was just made. `decidedBy` is null, because nobody clicked: messages say so. */
export async function autoApprove(tx: Transaction, key: ImportKey): Promise<void> {
  const approved = await advanceImport(tx, key, 'applying', { decidedBy: null });
  if (approved) await enqueueApply(tx, key, approved);
}

/** Whether the plan does only what the file says: no problems, damage, warnings, or choices. */
export function isPlain(plan: Plan): boolean {
  const hasChoice = Object.values(plan.choiceCounts).some((count) => count > 0);
  const { reading, unknownOrganizations, organizationQuestion, letters } = plan;
  const isReadByGuess =
    reading && (reading.linesAbove > 0 || reading.columns.some(({ byContent }) => byContent));
  const hasWarning =
    plan.warnings.length > 0 ||
    plan.ignoredColumns.length > 0 ||
    isReadByGuess ||
    plan.manyArchived !== undefined ||
    Boolean(unknownOrganizations) ||
    Boolean(organizationQuestion) ||
    Boolean(letters);
  // Who may import organizations was not asked; and they change seldom.
  return (
    plan.subject === undefined && plan.leftOut === 0 && plan.damagedCells === 0 && !hasChoice && !hasWarning
  );
}
