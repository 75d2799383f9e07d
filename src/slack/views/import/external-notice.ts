// Where a thread may not show names and values: why they are missing, and the button that shows them.
import { type Import, whyHidden } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Undo } from '../../../model/undo.ts';
import type { Button } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { slashCommand } from '../../commands/commands.ts';
import { hiddenBecauseWords } from '../notices/hidden-because-words.ts';
import { changedRows } from './plan-counts.ts';

export const showPlanAction = 'show-plan';

/** `null` when the plan hides nothing. */
export function externalPlanNotice(record: Import, plan: Plan): RichTextLine | null {
  const because = whyHidden(record);
  if (because === null || !hidesSomething(plan)) return null;
  if (because === 'setting') return richText`🔒 ${hiddenBecauseWords[because]}.`;
  const what = because === 'other company' ? 'stored values' : 'names and values';
  return richText`🔒 ${hiddenBecauseWords[because]}, so ${what} are not shown.`;
}

/** The reply is private, and only for members who may decide. */
export function showPlanButton(record: Import, plan: Plan): Button | null {
  if (whyHidden(record) === null || !hidesSomething(plan)) return null;
  const label = changedRows(plan) > 0 ? 'Show me what would change' : 'Show me the rest';
  return { actionId: showPlanAction, label, value: `${record.id}.${record.planNumber}` };
}

/** About the cells and end users that an undo kept. */
export function externalKeptNotice(
  record: Import,
  { keptCells, keptEndUsers, notRestored, emailsNotRestored, movesNotRestored }: Undo,
): RichTextLine | null {
  const leftOut =
    (notRestored?.count ?? 0) + (emailsNotRestored?.count ?? 0) + (movesNotRestored?.count ?? 0);
  const because = whyHidden(record);
  if (because === null || keptCells + keptEndUsers + leftOut === 0) return null;
  return richText`🔒 ${hiddenBecauseWords[because]}. To see privately what was kept: ${code(`${slashCommand} results ${record.id}`)}`;
}

function hidesSomething(plan: Plan): boolean {
  return (
    changedRows(plan) + plan.damagedCells + plan.choiceCounts.conflicts > 0 ||
    Boolean(plan.organizationQuestion)
  );
}
