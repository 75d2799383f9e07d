// A member approves all plans of one message. Fast, because Slack waits.
import type { Import, PlanKey } from '../../model/import.ts';
import type { Context } from '../ports.ts';
import { approveImport } from './decide-import.ts';

/** How many plans were approved, and the imports whose plans are no longer as the member saw them. */
export type Approvals = { readonly approved: number; readonly skipped: readonly Import[] };

/** Each plan is approved on its own: one that has changed since doesn't hold up the others. */
export async function approveAll(
  context: Context,
  workspaceId: string,
  plans: readonly PlanKey[],
  decidedBy: string,
): Promise<Approvals> {
  let approved = 0;
  const skipped: Import[] = [];
  for (const { importId, planNumber } of plans) {
    const decision = await approveImport(context, { workspaceId, importId }, planNumber, decidedBy);
    if (decision.done) approved++;
    else if (decision.import) skipped.push(decision.import);
  }
  return { approved, skipped };
}
