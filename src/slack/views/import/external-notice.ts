// What is said in place of what is stored, where people of another company read along.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Undo } from '../../../model/undo.ts';
import type { Button } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { slashCommand } from '../../commands/commands.ts';
import { changedRows } from './plan-counts.ts';

export const showPlanAction = 'show-plan';

/** `null` where nothing is left unsaid. */
export function planReadOutside({ sharedOutside }: Import, plan: Plan): RichTextLine | null {
  if (!sharedOutside || !hidesSomething(plan)) return null;
  return richText`🔒 People of another company may read this, so nothing that is stored here is shown.`;
}

/** Answers whoever may decide, alone. */
export function showPlanButton(it: Import, plan: Plan): Button | null {
  if (!it.sharedOutside || !hidesSomething(plan)) return null;
  const label = changedRows(plan) > 0 ? 'Show me what would change' : 'Show me the rest';
  return { actionId: showPlanAction, label, value: `${it.id}.${it.planNumber}` };
}

/** Of what an undo left as it is. */
export function keptReadOutside(
  { id, sharedOutside }: Import,
  { keptCells, keptEndUsers }: Undo,
): RichTextLine | null {
  if (!sharedOutside || keptCells + keptEndUsers === 0) return null;
  return richText`🔒 People of another company may read this. To see what stayed, alone: ${code(`${slashCommand} results ${id}`)}`;
}

function hidesSomething(plan: Plan): boolean {
  return changedRows(plan) + plan.damagedCells + plan.choiceCounts.conflicts > 0;
}
