// The button by which a member says that the ids of a file are those of another site, and the one that takes it back.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Button } from '../../block-kit/part.ts';

export const otherSiteAction = 'ids-of-another-site';
export const ourIdsAction = 'ids-of-ours';

/**
 * Offered where ids are unknown, or would turn end users into someone else, in a file that is not made from one of our exports.
 * Empty elsewhere.
 */
export function otherSiteButtons(record: Import, plan: Plan): Button[] {
  if (record.state !== 'planned') return [];
  const value = `${record.id}.${record.planNumber}`;
  if (plan.instructions?.otherSite) return [{ actionId: ourIdsAction, label: 'These ids are ours', value }];
  const { unknownIds, otherPeople } = plan.choiceCounts;
  const isDoubtful = plan.hasUnknownIds === true || unknownIds > 0 || otherPeople > 0;
  return isDoubtful && plan.base === null
    ? [{ actionId: otherSiteAction, label: 'These ids are from another site', value }]
    : [];
}
