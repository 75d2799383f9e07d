// An approved plan is being written.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { counted } from '../../block-kit/format-numbers.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, member, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { importTitle } from './import-title.ts';
import { changedRows, plannedCounts } from './plan-counts.ts';

export function importApplying(it: Import, plan: Plan): View {
  const approved = it.decidedBy ? richText`, approved by ${member(it.decidedBy)}` : '';
  return view(
    lines(importTitle({ ...it, plan }), richText`${bold(plannedCounts(plan))}`),
    lines(richText`⏳ Applying ${counted(changedRows(plan), 'change')}${approved} …`),
  );
}
