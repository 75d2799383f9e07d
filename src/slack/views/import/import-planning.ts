// The message of an import whose plan is being updated with a member's choice.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { importTitle } from './import-title.ts';
import { planBase } from './plan-base.ts';

/** Without the counts and buttons of the old plan. */
export function importPlanning(record: Import, plan: Plan): View {
  return view(
    lines(importTitle({ ...record, plan }), planBase(record, plan)),
    lines(richText`⏳ Updating the plan with your choice …`),
  );
}
