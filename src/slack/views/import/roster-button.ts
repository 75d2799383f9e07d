// The button by which a member says that a file has everybody of its organizations, and the one that takes it back.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Button } from '../../block-kit/part.ts';

export const rosterAction = 'this-is-everybody';
export const noRosterAction = 'this-is-not-everybody';

/** Fewer rows are hardly everybody. */
const leastRows = 2;

/**
 * Offered where somebody can be missing: for a file from an export without all of its end users, and for one without
 * contact_ids, such as another system's list of a company. Empty elsewhere.
 */
export function rosterButtons(record: Import, plan: Plan): Button[] {
  if (record.state !== 'planned') return [];
  const value = `${record.id}.${record.planNumber}`;
  if (plan.instructions?.roster) return [{ actionId: noRosterAction, label: 'This is not everybody', value }];
  const hasIds = plan.reading?.columns.some(({ as }) => as === 'contact_id') ?? true;
  const isList = !hasIds && plan.organizationCount > 0 && plan.rows - plan.leftOut >= leastRows;
  const canMiss = (plan.missing ?? 0) > 0 || isList;
  return canMiss ? [{ actionId: rosterAction, label: 'This is everybody', value }] : [];
}
