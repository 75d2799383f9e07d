// A member chose otherwise about a plan, and it is being worked out anew.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { importTitle } from './import-title.ts';
import { planBase } from './plan-base.ts';

/** Without the counts and the buttons of the plan that no longer holds. */
export function importPlanning(it: Import, plan: Plan): View {
  return view(
    lines(importTitle({ ...it, plan }), planBase(it, plan)),
    lines(richText`⏳ Working it out again, as you chose …`),
  );
}
