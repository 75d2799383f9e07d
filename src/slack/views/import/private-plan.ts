// A private reply with all details of a plan whose message may not show names and values.
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
import { planDamagedCells } from './plan-damaged-cells.ts';
import { lettersDecision } from './plan-letters.ts';
import { planOrganization } from './plan-organization.ts';
import { planOrganizations } from './plan-organizations.ts';
import { planProblems } from './plan-problems.ts';
import { planWarnings } from './plan-warnings.ts';
import { resultDetail } from './result-detail.ts';
import { secondPersonLines } from './second-person-needed.ts';

/** After the decision, the result. */
export function privatePlan(record: Import): View {
  const { plan } = record;
  if (!plan || (record.state !== 'planned' && record.state !== 'unneeded')) return resultDetail(record);
  return view(
    lines(importTitle(record), richText`${bold(plannedCounts(plan))}`),
    caption(planOrganizations(plan), planBase(record, plan)),
    ...planOrganization(record, plan, 'private'),
    ...planDamagedCells(plan),
    details(...planWarnings(plan), ...lettersDecision(plan), ...planDecisions(plan)),
    ...planConflicts(plan),
    ...planChanges(plan),
    ...planProblems(plan, null),
    secondPersonLines(record),
  );
}
