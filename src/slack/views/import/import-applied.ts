// The message of an applied import: what it did, or what a redo did.

import { counted, figure } from '../../../model/counted.ts';
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Undo } from '../../../model/undo.ts';
import { duration } from '../../block-kit/format-numbers.ts';
import { buttons, caption, lines } from '../../block-kit/part.ts';
import { bold, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { allCellsButton } from './all-cells-button.ts';
import { externalKeptNotice } from './external-notice.ts';
import { importNumber } from './import-title.ts';
import { showImportedButton } from './imported-end-users.ts';
import { appliedCounts, changedRows } from './plan-counts.ts';
import { leftOutSentence } from './plan-left-out.ts';
import { planOrganizations } from './plan-organizations.ts';
import { askedFor, secondPersonLines } from './second-person-needed.ts';
import { undoButton } from './undo-buttons.ts';
import { redoneCounts } from './undo-counts.ts';
import { undoFailed } from './undo-failed.ts';
import { undoKept } from './undo-kept.ts';

export function importApplied(record: Import, plan: Plan): View {
  return view(
    lines(...appliedSentences(record, plan)),
    caption(planOrganizations(plan), leftOutSentence(plan)),
    ...(record.undo ? undoKept(record.undo) : []),
    lines(record.undo && externalKeptNotice(record, record.undo)),
    undoFailed(record),
    secondPersonLines(record),
    lines(importNumber(record)),
    changedRows(plan) > 0
      ? buttons(...showImportedButton(record, plan), ...allCellsButton(record, plan), undoButton(record))
      : null,
  );
}

export function appliedSentences(record: Import, plan: Plan): RichTextLine[] {
  return record.undo
    ? [appliedAgainSentence(record.undo), richText`The first time: ${appliedCounts(plan)}.${leftOut(plan)}`]
    : [appliedSentence(record, plan)];
}

/**
 * ✅ Applied by @dana in 1.2 s: 42 created · 310 updated (518 cells). 68 left out.
 *
 * `decidedBy` is null when nobody clicked, because the workspace applies plain plans at once.
 */
function appliedSentence(record: Import, plan: Plan): RichTextLine {
  const by = record.decidedBy === null ? ' automatically' : richText` by ${member(record.decidedBy)}`;
  const took = record.applyMs === null ? '' : ` in ${duration(record.applyMs)}`;
  return richText`✅ Applied${by}${took}: ${bold(appliedCounts(plan))}.${leftOut(plan)}`;
}

/** ✅ Applied again by @dana in 0.4 s: 42 end users restored · 310 changed again (518 cells). */
function appliedAgainSentence(undo: Undo): RichTextLine {
  const did = redoneCounts(undo) || 'nothing was left to redo';
  return richText`✅ Applied again by ${member(undo.by)}${askedFor(undo)} in ${duration(undo.ms)}: ${bold(did)}.`;
}

function leftOut(plan: Plan): string {
  const rows = plan.leftOut > 0 ? ` ${figure(plan.leftOut)} left out.` : '';
  return plan.damagedCells > 0 ? `${rows} ${damaged(plan)}.` : rows;
}

/** Of a new end user, a damaged cell has no value to keep. The plan knows only the first cells. */
function damaged({ damagedCells, damages, created, updated, unchanged }: Plan): string {
  const empty = 'damaged cell was left empty';
  const emptyAll = 'damaged cells were left empty';
  if (created === 0)
    return counted(damagedCells, 'damaged cell kept its value', 'damaged cells kept their values');
  if (updated + unchanged === 0) return counted(damagedCells, empty, emptyAll);
  if (damages.length < damagedCells)
    return `${counted(damagedCells, 'damaged cell')} kept their values, or were left empty for new end users`;
  const ofNew = damages.filter(({ endUserId }) => endUserId === null).length;
  const kept = damagedCells - ofNew;
  if (ofNew === 0) return counted(kept, 'damaged cell kept its value', 'damaged cells kept their values');
  const left = counted(ofNew, empty, emptyAll);
  return kept === 0 ? left : `${left}, and ${counted(kept, 'kept its value', 'kept their values')}`;
}
