// The message of an import whose plan is being applied.

import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, member, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { awaitedImport } from './awaited-import.ts';
import { importTitle } from './import-title.ts';
import { changedRows, plannedCounts } from './plan-counts.ts';
import { countedSubjects } from './subject-noun.ts';

export function importApplying(record: Import, plan: Plan): View {
  const approved = record.decidedBy ? richText`, approved by ${member(record.decidedBy)}` : '';
  return view(
    lines(importTitle({ ...record, plan }), richText`${bold(plannedCounts(plan))}`),
    lines(
      richText`⏳ Applying to ${countedSubjects(changedRows(plan), plan)}${approved} …`,
      awaitedImport(record),
    ),
  );
}
