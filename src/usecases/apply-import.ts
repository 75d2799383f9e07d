// Applies an approved plan, once, however often it is called.
import type { Database } from '../db/database.ts';
import { findImport, findImportDetails } from '../db/imports.ts';
import { applyPlan } from '../import/apply.ts';
import { countStaged } from '../import/stage.ts';
import type { Job } from '../queue.ts';
import { advanceImport } from './advance-import.ts';
import { enqueueClearing } from './clear-stage.ts';
import { planRulesOf } from './plan-rules.ts';
import type { PlanStaged } from './plan-staged.ts';
import type { Jobs } from './ports.ts';
import { readAgain } from './read-again.ts';

type Outcome = 'done' | 'moved' | 'stage lost';

export function applyImport(db: Database, planStaged: PlanStaged) {
  return async (job: Job<Jobs, 'apply-import'>): Promise<void> => {
    const outcome = await apply(job);
    const planned = outcome !== 'moved' || (await planStaged(job.payload, job, 'moved'));
    if (!planned || outcome === 'stage lost') await readAgain(db, job);
  };

  function apply(job: Job<Jobs, 'apply-import'>): Promise<Outcome> {
    const key = job.payload;
    return db.transaction(
      async (tx) => {
        await job.holds(tx);
        const found = await findImport(tx, key);
        const details = await findImportDetails(tx, key);
        if (found?.state !== 'applying' || !found.plan || !details?.fingerprint) return 'done';
        if ((await countStaged(tx, key.importId)) !== details.stagedRows) return 'stage lost';
        const begun = performance.now();
        const { rules } = await planRulesOf(tx, found);
        const applied = await applyPlan(tx, rules, details.fingerprint, found.decidedBy ?? found.requestedBy);
        if (!applied) return 'moved';
        await advanceImport(tx, key, 'applied', {
          operationId: applied.operationId,
          applyMs: Math.round(performance.now() - begun),
          finishedAt: new Date(),
        });
        await enqueueClearing(tx, key);
        return 'done';
      },
      { isolationLevel: 'repeatable read' },
    );
  }
}
