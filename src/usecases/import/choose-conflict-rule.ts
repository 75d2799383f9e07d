// A member chooses otherwise on a plan: the plan is worked out anew from what was read. Fast, for Slack waits.
import { findImportDetails, type ImportKey } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import type { Choices } from '../../model/choices.ts';
import { enqueue } from '../../queue/queue.ts';
import { advanceImport } from './advance-import.ts';
import { type Decision, decided, PlanSupersededError } from './decide-import.ts';

/** For the plan with this number, and none that came after it. */
export type Choose = (key: ImportKey, planNumber: number, choice: Partial<Choices>) => Promise<Decision>;

export function choose(inWorkspace: InWorkspace): Choose {
  return (key, planNumber, choice) =>
    decided(inWorkspace, key, async (tx) => {
      const details = await findImportDetails(tx, key);
      const choices = { ...details?.choices, ...choice };
      const planning = await advanceImport(tx, key, 'planning', { choices });
      // Only now, as for an approval.
      if (planning && planning.planNumber !== planNumber) throw new PlanSupersededError();
      if (planning) await enqueue(tx, { kind: 'plan-import', workspaceId: key.workspaceId, payload: key });
      return planning;
    });
}
