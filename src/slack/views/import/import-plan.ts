// The plan: what an import would do, for a member to approve.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { counted, figure } from '../../block-kit/format-numbers.ts';
import { type Button, buttons, caption, details, lines } from '../../block-kit/part.ts';
import { bold, type RichTextLine, richText, sentence } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { planReadOutside, showPlanButton } from './external-notice.ts';
import { importTitle } from './import-title.ts';
import { planBase } from './plan-base.ts';
import { planChanges } from './plan-changes.ts';
import { planChoices } from './plan-choices.ts';
import { changedRows, plannedCounts } from './plan-counts.ts';
import { planDamages } from './plan-damages.ts';
import { planOrganizations } from './plan-organizations.ts';
import { planProblems } from './plan-problems.ts';
import { planWarnings } from './plan-warnings.ts';

export const applyImportAction = 'apply-import';
export const cancelImportAction = 'cancel-import';

export function importPlan(it: Import, plan: Plan): View {
  const hasChanges = changedRows(plan) > 0;
  return view(
    it.replanned ? lines(richText`🔄 ${sentence(shorten(it.replanned, 320))}`) : null,
    lines(importTitle({ ...it, plan })),
    lines(...outcome(plan)),
    caption(hasChanges ? planOrganizations(plan) : null, planBase(it, plan)),
    details(...planWarnings(plan)),
    ...planDamages(plan),
    ...planChoices(it, plan),
    ...planChanges(plan),
    ...planProblems(plan, true),
    lines(planReadOutside(it, plan)),
    buttons(...decision(it, plan), ...rest(it, plan)),
  );
}

function outcome(plan: Plan): RichTextLine[] {
  if (changedRows(plan) > 0) return [richText`${bold(plannedCounts(plan))}`];
  if (plan.leftOut === plan.rows) {
    const all = ['The only row is', 'Both rows are'][plan.rows - 1] ?? `All ${figure(plan.rows)} rows are`;
    return [richText`${bold('Nothing to apply.')} ${all} left out.`];
  }
  const rows = counted(plan.unchanged, 'row leaves', 'rows leave');
  return [richText`${bold('Nothing to change.')} ${rows} everything as it is here.`];
}

/**
 * The value names the plan too: an approval is for the plan that was on the screen, and for no later one. A plan that
 * only a choice would make change something can be cancelled, too.
 */
function decision(it: Import, plan: Plan): Button[] {
  if (it.state !== 'planned') return [];
  const value = `${it.id}.${it.planNumber}`;
  const cancel: Button = { actionId: cancelImportAction, label: 'Cancel', value };
  if (changedRows(plan) === 0) return [cancel];
  const label = `Apply ${counted(changedRows(plan), 'change')}`;
  return [{ actionId: applyImportAction, label, value, style: 'primary' }, cancel];
}

function rest(it: Import, plan: Plan): Button[] {
  const show = showPlanButton(it, plan);
  return show ? [show] : [];
}
