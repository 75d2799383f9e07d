// The message of an import that is being applied again after an undo.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, member, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { awaitedImport } from './awaited-import.ts';
import { importTitle } from './import-title.ts';
import { appliedCounts } from './plan-counts.ts';

export function importRedoing(record: Import, plan: Plan): View {
  const requestedBy = record.undoneBy ? richText`, requested by ${member(record.undoneBy)}` : '';
  return view(
    lines(importTitle({ ...record, plan }), richText`${bold(appliedCounts(plan))}`),
    lines(richText`⏳ Applying again${requestedBy} …`, awaitedImport(record)),
  );
}
