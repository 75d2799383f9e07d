// A member says that a file is the complete list of its organizations' end users, or that it isn't. Fast, because Slack waits.
import { findImport, type ImportKey } from '../../db/imports.ts';
import { enqueueJob } from '../job-payloads.ts';
import { weightOfPlan } from '../job-weight.ts';
import type { Context } from '../ports.ts';
import { advanceImport } from './advance-import.ts';
import { type Decision, decide, PlanSupersededError } from './decide-import.ts';

/** @param planNumber of the plan that the member saw; a newer plan is left alone */
export function markRoster(
  context: Context,
  key: ImportKey,
  planNumber: number,
  isRoster: boolean,
): Promise<Decision> {
  return decide(context, key, async (tx) => {
    const { roster: _, ...others } = (await findImport(tx, key))?.instructions ?? {};
    const instructions = { ...others, ...(isRoster && { roster: true as const }) };
    const planning = await advanceImport(tx, key, 'planning', { instructions });
    // Checked after the transition, which has locked the import, as for an approval.
    if (planning && planning.planNumber !== planNumber) throw new PlanSupersededError();
    if (planning) await enqueueJob(tx, 'plan-import', key, { weight: weightOfPlan(planning) });
    return planning;
  });
}
