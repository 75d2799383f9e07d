// Where people from another company can read the thread: why stored values are missing, and the button that shows them.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Undo } from '../../../model/undo.ts';
import type { Button } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { slashCommand } from '../../commands/commands.ts';
import { changedRows } from './plan-counts.ts';

export const showPlanAction = 'show-plan';

/** `null` when the plan hides nothing. */
export function externalPlanNotice({ sharedOutside }: Import, plan: Plan): RichTextLine | null {
  if (!sharedOutside || !hidesSomething(plan)) return null;
  return richText`🔒 People from another company can read this, so stored values are not shown.`;
}

/** The reply is private, and only for members who may decide. */
export function showPlanButton(record: Import, plan: Plan): Button | null {
  if (!record.sharedOutside || !hidesSomething(plan)) return null;
  const label = changedRows(plan) > 0 ? 'Show me what would change' : 'Show me the rest';
  return { actionId: showPlanAction, label, value: `${record.id}.${record.planNumber}` };
}

/** About the cells and end users that an undo kept. */
export function externalKeptNotice(
  { id, sharedOutside }: Import,
  { keptCells, keptEndUsers, notRestored, emailsNotRestored }: Undo,
): RichTextLine | null {
  const leftOut = (notRestored?.count ?? 0) + (emailsNotRestored?.count ?? 0);
  if (!sharedOutside || keptCells + keptEndUsers + leftOut === 0) return null;
  return richText`🔒 People from another company can read this. To see privately what was kept: ${code(`${slashCommand} results ${id}`)}`;
}

function hidesSomething(plan: Plan): boolean {
  return (
    changedRows(plan) + plan.damagedCells + plan.choiceCounts.conflicts > 0 ||
    Boolean(plan.organizationQuestion)
  );
}
