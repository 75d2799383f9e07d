// What a plan would change, for the member alone who asked: its own message is read by people of another company.
import type { Import } from '../../../model/import.ts';
import { caption, details, lines } from '../../block-kit/part.ts';
import { bold, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { importTitle } from './import-title.ts';
import { planBase } from './plan-base.ts';
import { planChanges } from './plan-changes.ts';
import { planDecisions } from './plan-choices.ts';
import { planConflicts } from './plan-conflicts.ts';
import { plannedCounts } from './plan-counts.ts';
import { planDamages } from './plan-damages.ts';
import { planOrganizations } from './plan-organizations.ts';
import { resultDetail } from './result-detail.ts';

/** Once it was decided on, what became of it. */
export function planInPrivate(it: Import): View {
  const { plan } = it;
  if (!plan || (it.state !== 'planned' && it.state !== 'unneeded')) return resultDetail(it);
  return view(
    lines(importTitle(it), richText`${bold(plannedCounts(plan))}`),
    caption(planOrganizations(plan), planBase(it, plan)),
    ...planDamages(plan),
    details(...planDecisions(plan)),
    ...planConflicts(plan),
    ...planChanges(plan),
  );
}
