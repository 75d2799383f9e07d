// The message of a plan: what the import would do, and the buttons to approve or cancel it.

import { counted, figure } from '../../../model/counted.ts';
import { type Import, whyHidden } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { type Button, buttons, caption, details, lines } from '../../block-kit/part.ts';
import { bold, type RichTextLine, richText, withCode } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { allCellsButton } from './all-cells-button.ts';
import { externalPlanNotice, showPlanButton } from './external-notice.ts';
import { importTitle } from './import-title.ts';
import { otherSiteButtons } from './other-site-button.ts';
import { planBase } from './plan-base.ts';
import { planChanges } from './plan-changes.ts';
import { planChoices } from './plan-choices.ts';
import { columnsDecision, columnsQuestion, planColumns } from './plan-columns.ts';
import { changedRows, plannedCounts } from './plan-counts.ts';
import { planDamagedCells } from './plan-damaged-cells.ts';
import { decisionButtons } from './plan-decision.ts';
import { planInstructions } from './plan-instructions.ts';
import { leaveOutButtons, leftOutSentence } from './plan-left-out.ts';
import { planLetters } from './plan-letters.ts';
import { addOrganizationsButton, planOrganization, waitingRows } from './plan-organization.ts';
import { planOrganizations } from './plan-organizations.ts';
import { planProblems } from './plan-problems.ts';
import { planReading } from './plan-reading.ts';
import { planWarnings } from './plan-warnings.ts';
import { rosterButtons } from './roster-button.ts';
import { secondPersonLines } from './second-person-needed.ts';

export function importPlan(record: Import, plan: Plan): View {
  const hasChanges = changedRows(plan) > 0;
  return view(
    record.replanned ? lines(richText`🔄 ${withCode(shorten(record.replanned, 320))}`) : null,
    lines(importTitle({ ...record, plan })),
    lines(...outcome(plan)),
    caption(hasChanges ? planOrganizations(plan) : null, planBase(record, plan)),
    details(...planInstructions(plan), ...planReading(plan), columnsDecision(plan), ...planWarnings(plan)),
    ...planColumns(record, plan),
    ...planLetters(record, plan),
    ...planDamagedCells(plan),
    ...planOrganization(record, plan, 'thread'),
    ...planChoices(record, plan),
    ...planChanges(plan),
    ...planProblems(
      plan,
      record.way === 'private' || whyHidden(record) !== null ? record.requestedBy : 'below',
    ),
    lines(leftOutSentence(plan)),
    lines(externalPlanNotice(record, plan)),
    secondPersonLines(record),
    buttons(
      ...decisionButtons(record, plan),
      ...leaveOutButtons(record, plan),
      ...allCellsButton(record, plan),
      ...addOrganizationsButton(record, plan),
      ...rosterButtons(record, plan),
      ...otherSiteButtons(record, plan),
      ...showButton(record, plan),
    ),
  );
}

function outcome(plan: Plan): RichTextLine[] {
  const question = columnsQuestion(plan);
  if (question) return [question];
  if (changedRows(plan) > 0) return [richText`${bold(plannedCounts(plan))}`];
  const waiting = waitingRows(plan);
  if (waiting > 0) {
    const what = counted(waiting, 'new end user waits', 'new end users wait');
    const rest =
      plan.leftOut > waiting
        ? ` ${counted(plan.leftOut - waiting, 'more row is', 'more rows are')} left out.`
        : '';
    return [richText`${bold(`${what} for an organization.`)}${rest}`];
  }
  if (plan.leftOutByMember && plan.leftOutByMember.rows > 0) {
    return [richText`${bold('Nothing is left to apply.')} Put back what was left out, or cancel.`];
  }
  if (plan.leftOut === plan.rows) {
    const all = ['The only row is', 'Both rows are'][plan.rows - 1] ?? `All ${figure(plan.rows)} rows are`;
    return [richText`${bold('Nothing to apply.')} ${all} left out.`];
  }
  if (Object.values(plan.choiceCounts).some((count) => count > 0))
    return [richText`${bold('Nothing to apply yet.')} What would change depends on the choices below.`];
  const rows = counted(plan.unchanged, 'row matches', 'rows match');
  return [richText`${bold('Nothing to change.')} ${rows} the current data.`];
}

function showButton(record: Import, plan: Plan): Button[] {
  const show = showPlanButton(record, plan);
  return show ? [show] : [];
}
