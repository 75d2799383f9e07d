// The buttons that approve and cancel a plan, wherever it is shown.
import { counted } from '../../../model/counted.ts';
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Button } from '../../block-kit/part.ts';
import { applyAllButton } from './apply-all.ts';
import { cancelButton } from './cancel-button.ts';
import { changedRows } from './plan-counts.ts';

export const applyImportAction = 'apply-import';

/**
 * The value includes the plan's number: an approval is for the plan that the member saw, not for a later one. A plan
 * without changes, which a choice could still change, can only be canceled.
 */
export function decisionButtons(record: Import, plan: Plan): Button[] {
  if (record.state !== 'planned') return [];
  const value = `${record.id}.${record.planNumber}`;
  const cancel = cancelButton(record);
  if (changedRows(plan) === 0) return [cancel];
  const label = `Apply to ${counted(changedRows(plan), 'end user')}`;
  return [
    { actionId: applyImportAction, label, value, style: 'primary' },
    ...applyAllButton(record.openPlans),
    cancel,
  ];
}
