// The buttons that approve and cancel a plan, wherever it is shown.
import { counted, figure } from '../../../model/counted.ts';
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import type { Button } from '../../block-kit/part.ts';
import { applyAllButton } from './apply-all.ts';
import { cancelButton } from './cancel-button.ts';
import { changedRows } from './plan-counts.ts';
import { countedSubjects } from './subject-noun.ts';

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
  const label = `Apply to ${countedSubjects(changedRows(plan), plan)}`;
  return [
    { actionId: applyImportAction, label, value, style: 'primary', ...askOnceMore(plan) },
    ...applyAllButton(record.openPlans),
    cancel,
  ];
}

/** Where many of an organization would be archived, Slack asks before it sends the click. */
function askOnceMore({ manyArchived = [] }: Plan): Pick<Button, 'confirm'> {
  const [first, ...others] = manyArchived;
  if (!first) return {};
  const { organization, archived, of } = first;
  const whose = organization === '' ? 'of the organization' : `of ${shorten(organization, 60)}`;
  const more = others.reduce((sum, other) => sum + other.archived, 0);
  const alsoMore =
    more === 0 ? '' : `, and ${figure(more)} of ${counted(others.length, 'other organization')}`;
  return {
    confirm: {
      title: 'Archive so many?',
      text: `This archives ${figure(archived)} of the ${counted(of, 'end user')} ${whose}${alsoMore}. They are then in no export and no list. You can undo it.`,
      confirm: 'Apply',
      deny: "Don't apply",
    },
  };
}
