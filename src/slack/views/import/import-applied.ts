// What an applied import did, or did again after it was undone.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Undo } from '../../../model/undo.ts';
import { duration, figure } from '../../block-kit/format-numbers.ts';
import { caption, lines } from '../../block-kit/part.ts';
import { bold, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { keptReadOutside } from './external-notice.ts';
import { importNumber } from './import-title.ts';
import { lastTryFailed } from './last-try-failed.ts';
import { appliedCounts, changedRows } from './plan-counts.ts';
import { planOrganizations } from './plan-organizations.ts';
import { undoButton } from './undo-buttons.ts';
import { redoneCounts } from './undo-counts.ts';
import { undoKept } from './undo-kept.ts';

export function importApplied(it: Import, plan: Plan): View {
  return view(
    lines(...appliedSentences(it, plan)),
    caption(planOrganizations(plan)),
    ...(it.undo ? undoKept(it.undo) : []),
    lines(it.undo && keptReadOutside(it, it.undo)),
    lastTryFailed(it),
    lines(importNumber(it)),
    changedRows(plan) > 0 ? undoButton(it) : null,
  );
}

export function appliedSentences(it: Import, plan: Plan): RichTextLine[] {
  return it.undo
    ? [appliedAgainSentence(it.undo), richText`At first: ${appliedCounts(plan)}.${leftOut(plan)}`]
    : [appliedSentence(it, plan)];
}

/** ✅ Applied by @dana in 1.2 s: 42 created · 310 updated (518 cells). 68 left out. */
function appliedSentence(it: Import, plan: Plan): RichTextLine {
  const by = it.decidedBy ? richText` by ${member(it.decidedBy)}` : '';
  const took = it.applyMs === null ? '' : ` in ${duration(it.applyMs)}`;
  return richText`✅ Applied${by}${took}: ${bold(appliedCounts(plan))}.${leftOut(plan)}`;
}

/** ✅ Applied again by @dana in 0.4 s, after the undo: 42 end users restored · 310 changed again (518 cells). */
function appliedAgainSentence(undo: Undo): RichTextLine {
  const did = redoneCounts(undo) || 'nothing was left to do again';
  return richText`✅ Applied again by ${member(undo.by)} in ${duration(undo.ms)}: ${bold(did)}.`;
}

function leftOut({ leftOut, damagedCells }: Plan): string {
  const rows = leftOut > 0 ? ` ${figure(leftOut)} left out.` : '';
  const stay = damagedCells === 1 ? 'damaged cell stays as it was' : 'damaged cells stay as they were';
  return damagedCells > 0 ? `${rows} ${figure(damagedCells)} ${stay}.` : rows;
}
