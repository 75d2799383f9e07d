// Applies an approved plan, once, however often it is called.

import type { RefreshFigures } from '../../db/analyze-table.ts';
import {
  findAppliedBefore,
  findImport,
  findImportDetails,
  type ImportKey,
  lockImport,
} from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import type { Transaction } from '../../db/transaction.ts';
import { applyPlan } from '../../import/apply.ts';
import { countStaged } from '../../import/stage/stage.ts';
import type { Plan } from '../../model/plan.ts';
import type { Job } from '../../queue/queue.ts';
import type { Jobs } from '../ports.ts';
import { advanceImport } from './advance-import.ts';
import { enqueueClearing } from './drop-staging.ts';
import { planRulesOf } from './plan-rules.ts';
import type { PlanStaged } from './plan-staged.ts';
import { readAgain } from './restage.ts';

const approvalLost =
  'The database went down before the approved plan was applied, so nothing was applied. The file was read again.';

/** How many rows were written, or why none. */
type Outcome = number | 'moved' | 'stage lost';

type Parts = {
  readonly inWorkspace: InWorkspace;
  readonly planStaged: PlanStaged;
  readonly refreshFigures: RefreshFigures;
};

export function applyImport({ inWorkspace, planStaged, refreshFigures }: Parts) {
  return async (job: Job<Jobs, 'apply-import'>): Promise<void> => {
    const outcome = await apply(job);
    if (typeof outcome === 'number') return refreshFigures(outcome);
    const planned = outcome !== 'moved' || (await planStaged(job.payload, job, 'moved'));
    if (!planned || outcome === 'stage lost') await readAgain(inWorkspace, job, approvalLost);
  };

  function apply(job: Job<Jobs, 'apply-import'>): Promise<Outcome> {
    const key = job.payload;
    return inWorkspace(
      key.workspaceId,
      async (tx) => {
        await job.assertLease(tx);
        await lockImport(tx, key);
        const found = await findImport(tx, key);
        const details = await findImportDetails(tx, key);
        if (found?.state !== 'applying' || !found.plan || !details?.fingerprint) return 0;
        if ((await countStaged(tx, key.importId)) !== details.stagedRows) return 'stage lost';
        if ((await appliedBeforeOf(tx, key, details.fileDigest)) !== warnedOf(found.plan)) return 'moved';
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
        return applied.counts.created + applied.counts.updated;
      },
      { isolationLevel: 'repeatable read' },
    );
  }
}

/** The plan is also the warning that the same file was applied before: it may have been since. */
async function appliedBeforeOf(
  tx: Transaction,
  key: ImportKey,
  fileDigest: string | null,
): Promise<number | null> {
  return fileDigest === null ? null : findAppliedBefore(tx, key, fileDigest);
}

const warnedOf = ({ warnings }: Plan): number | null =>
  warnings.find(({ kind }) => kind === 'applied-before')?.importId ?? null;
