// Works a plan out anew after a choice.
import type { Database } from '../db/database.ts';
import { findImport } from '../db/imports.ts';
import type { Job } from '../queue.ts';
import type { PlanStaged } from './plan-staged.ts';
import type { Jobs } from './ports.ts';
import { readAgain } from './read-again.ts';

export function planImportAnew(db: Database, planStaged: PlanStaged) {
  return async (job: Job<Jobs, 'plan-import'>): Promise<void> => {
    const found = await findImport(db, job.payload);
    if (found?.state !== 'planning') return;
    if (!(await planStaged(job.payload, job, 'chosen'))) await readAgain(db, job, null);
  };
}
