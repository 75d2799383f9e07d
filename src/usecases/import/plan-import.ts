// Works a plan out anew after a choice.
import { findImport } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import type { Job } from '../../queue/queue.ts';
import type { Jobs } from '../ports.ts';
import type { PlanStaged } from './plan-staged.ts';
import { readAgain } from './restage.ts';

export function planImportAnew(inWorkspace: InWorkspace, planStaged: PlanStaged) {
  return async (job: Job<Jobs, 'plan-import'>): Promise<void> => {
    const found = await inWorkspace(job.payload.workspaceId, (tx) => findImport(tx, job.payload));
    if (found?.state !== 'planning') return;
    if (!(await planStaged(job.payload, job, 'chosen'))) await readAgain(inWorkspace, job, null);
  };
}
