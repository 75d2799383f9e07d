// One import in detail: who shared what when, and what became of it.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { caption, details, lines, type Part } from '../../block-kit/part.ts';
import { bold, code, date, dotted, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { appliedSentences } from './import-applied.ts';
import { cancelledSentence } from './import-cancelled.ts';
import { failedSentence } from './import-failed.ts';
import { importOutcome } from './import-outcome.ts';
import { refusedSentences } from './import-refused.ts';
import { importTitle } from './import-title.ts';
import { undoneSentence } from './import-undone.ts';
import { planBase } from './plan-base.ts';
import { planDecisions } from './plan-choices.ts';
import { plannedCounts } from './plan-counts.ts';
import { planDamages } from './plan-damages.ts';
import { planOrganizations } from './plan-organizations.ts';
import { planProblems } from './plan-problems.ts';
import { planWarnings } from './plan-warnings.ts';
import { undoKept } from './undo-kept.ts';

export function resultDetail(it: Import): View {
  return view(
    lines(dotted([bold(`Import ${it.id}`), date(it.createdAt)]), importTitle(it)),
    lines(...outcome(it)),
    ...(it.undo && (it.state === 'applied' || it.state === 'undone') ? undoKept(it.undo) : []),
    ...(it.plan ? planned(it, it.plan) : []),
  );
}

function planned(it: Import, plan: Plan): Part[] {
  return [
    lines(richText`The plan was: ${plannedCounts(plan)}`),
    caption(planOrganizations(plan), planBase(it, plan)),
    details(...planWarnings(plan), ...planDecisions(plan)),
    ...planDamages(plan),
    ...planProblems(plan, false),
  ];
}

function outcome(it: Import): RichTextLine[] {
  if (it.state === 'applied' && it.plan) return appliedSentences(it, it.plan);
  if (it.state === 'undone' && it.undo) return [undoneSentence(it.undo)];
  if (it.state === 'cancelled') return [cancelledSentence(it)];
  if (it.state === 'refused') return refusedSentences(it);
  if (it.state === 'failed') return [failedSentence(), richText`Reference: ${code(it.reason ?? '–')}`];
  return [richText`${importOutcome(it)}`];
}
