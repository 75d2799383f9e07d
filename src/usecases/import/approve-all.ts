// A member approves all plans of one message. Fast, because Slack waits.
import type { Import, PlanKey } from '../../model/import.ts';
import type { SecondPerson } from '../../model/second-person.ts';
import type { Context } from '../ports.ts';
import { approveImport } from './decide-import.ts';

export type Approvals = {
  readonly approved: number;
  /** The imports whose plans are no longer as the member saw them. */
  readonly skipped: readonly Import[];
  /** Those that another member has to approve, and the last reason. */
  readonly held: readonly Import[];
  readonly secondPerson: SecondPerson | null;
};

/** Each plan is approved on its own: one that has changed since doesn't hold up the others. */
export async function approveAll(
  context: Context,
  workspaceId: string,
  plans: readonly PlanKey[],
  decidedBy: string,
): Promise<Approvals> {
  let approved = 0;
  let needed: SecondPerson | null = null;
  const skipped: Import[] = [];
  const held: Import[] = [];
  for (const { importId, planNumber } of plans) {
    const decision = await approveImport(context, { workspaceId, importId }, planNumber, decidedBy);
    const { done, import: record, secondPerson } = decision;
    if (done) approved++;
    else if (record && secondPerson) {
      held.push(record);
      needed = secondPerson;
    } else if (record) skipped.push(record);
  }
  return { approved, skipped, held, secondPerson: needed };
}
