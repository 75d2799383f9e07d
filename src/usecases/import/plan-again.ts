// Has an import planned anew after a member changed what its plan is made from.
import type { ImportKey, updateImport } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Import } from '../../model/import.ts';
import { weightOfPlan } from '../../model/job-weight.ts';
import { enqueueJob } from '../job-payloads.ts';
import { advanceImport } from './advance-import.ts';
import { PlanSupersededError } from './decide-import.ts';

/**
 * @param planNumber of the plan that the member saw
 * @param change what the member changed
 * @returns null when no plan waits for a decision
 * @throws PlanSupersededError when a newer plan does
 */
export async function planAgain(
  tx: Transaction,
  key: ImportKey,
  planNumber: number,
  change: Parameters<typeof updateImport>[2],
): Promise<Import | null> {
  const planning = await advanceImport(tx, key, 'planning', change);
  // Checked after the transition, which has locked the import, as for an approval.
  if (planning && planning.planNumber !== planNumber) throw new PlanSupersededError();
  if (planning) await enqueueJob(tx, 'plan-import', key, { weight: weightOfPlan(planning) });
  return planning;
}
