// Applies an approved plan, once, however often it is called.
import type { Database } from '../db/database.ts';
import { findImport, findImportDetails } from '../db/imports.ts';
import { applyPlan } from '../import/apply.ts';
import { countStaged } from '../import/stage.ts';
import { enqueue, type Job } from '../queue.ts';
import { advanceImport } from './advance-import.ts';
import { enqueueClearing } from './clear-stage.ts';
import { type PlanStaged, rulesOf } from './plan-staged.ts';
import type { Jobs } from './ports.ts';

const movedMeanwhile = 'The end users changed here since the last plan was shown, so nothing was applied.';

type Outcome = 'done' | 'moved' | 'stage lost';

export function applyImport(db: Database, planStaged: PlanStaged) {
  return async (job: Job<Jobs, 'apply-import'>): Promise<void> => {
    const outcome = await apply(job);
    if (outcome === 'moved') await planStaged(job.payload, job, movedMeanwhile);
    if (outcome === 'stage lost') await readAgain(job);
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
        const counts = await applyPlan(tx, await rulesOf(tx, found), details.fingerprint);
        if (!counts) return 'moved';
        await advanceImport(tx, key, 'applied', {
          plan: { ...found.plan, ...counts },
          applyMs: Math.round(performance.now() - begun),
          finishedAt: new Date(),
        });
        await enqueueClearing(tx, key);
        return 'done';
      },
      { isolationLevel: 'repeatable read' },
    );
  }

  /** After a crash of Postgres the staging area is empty: the file is read and planned again. */
  function readAgain(job: Job<Jobs, 'apply-import'>): Promise<void> {
    const key = job.payload;
    return db.transaction(async (tx) => {
      await job.holds(tx);
      if (!(await advanceImport(tx, key, 'reading'))) return;
      await enqueue(tx, { kind: 'prepare-import', workspaceId: key.workspaceId, payload: key });
    });
  }
}
