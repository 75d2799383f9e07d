// What an import did is being taken back.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, member, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { importTitle } from './import-title.ts';
import { appliedCounts } from './plan-counts.ts';

export function importUndoing(it: Import, plan: Plan): View {
  const askedFor = it.undoneBy ? richText`, asked for by ${member(it.undoneBy)}` : '';
  return view(
    lines(importTitle({ ...it, plan }), richText`${bold(appliedCounts(plan))}`),
    lines(richText`⏳ Undoing${askedFor} …`),
  );
}
