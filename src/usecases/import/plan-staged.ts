// Plans what is in the staging area and has the plan shown.

import {
  findAppliedBefore,
  findImport,
  findImportDetails,
  type ImportKey,
  lockImport,
  updateImport,
} from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import type { Transaction } from '../../db/transaction.ts';
import { makePlan } from '../../import/plan/make-plan.ts';
import { countStaged } from '../../import/stage/stage.ts';
import type { Import } from '../../model/import.ts';
import type { Plan } from '../../model/plan.ts';
import { enqueue } from '../../queue/queue.ts';
import type { MayDecide } from '../ports.ts';
import { advanceImport } from './advance-import.ts';
import { approveAtOnce, isPlain, whoAppliesAtOnce } from './auto-apply.ts';
import { enqueueClearing, stageLane } from './drop-staging.ts';
import { enqueueExpiry } from './expire-import.ts';
import { differenceBetween } from './plan-difference.ts';
import { planRulesOf } from './plan-rules.ts';

/** The plan is made of what is staged; false when that is gone (a crash of Postgres) and has to be read again. */
export type PlanStaged = (
  key: ImportKey,
  job: { assertLease(tx: Transaction): Promise<void> },
  because: 'read' | 'chosen' | 'moved',
) => Promise<boolean>;

export function planStaged(inWorkspace: InWorkspace, mayDecide: MayDecide): PlanStaged {
  return async (key, job, because) => {
    // Only what was just shared: a plan that takes the place of another is to be looked at.
    const atOnce = because === 'read' ? await whoAppliesAtOnce(inWorkspace, mayDecide, key) : null;
    // All that the plan shows is of one moment.
    return inWorkspace(
      key.workspaceId,
      async (tx) => {
        await job.assertLease(tx);
        await lockImport(tx, key);
        const found = await findImport(tx, key);
        const details = await findImportDetails(tx, key);
        if (!found || !details?.header) throw new Error('an import that was staged has no header');
        if ((await countStaged(tx, key.importId)) !== details.stagedRows) return false;
        const begun = performance.now();
        const { rules, base } = await planRulesOf(tx, found);
        const { plan, fingerprint, problemRows } = await makePlan(tx, rules, {
          ignoredColumns: details.header.ignored,
          appliedBefore: details.fileDigest ? await findAppliedBefore(tx, key, details.fileDigest) : null,
          base,
        });
        const replanned = replannedBecause(because, found, plan);
        const change = { plan, fingerprint, problemRows, planNumber: found.planNumber + 1, replanned };
        const took = { ms: Math.round(performance.now() - begun) };
        const planned = isNeeded(plan)
          ? await advanceImport(tx, key, 'planned', change, took)
          : await advanceImport(tx, key, 'unneeded', { ...change, finishedAt: new Date() }, took);
        // Another plan of the same file mostly leaves out the same rows: one file with them is enough. Unless it never
        // came out, as what it was to be written from was lost before.
        const isOut = problemRows === details.problemRows && details.problemFileId !== null;
        if (planned && problemRows !== null && !isOut) {
          await updateImport(tx, key, { problemFileId: null });
          await enqueue(tx, {
            kind: 'post-problem-file',
            workspaceId: key.workspaceId,
            payload: { ...key, problemRows },
            serialQueue: stageLane(key),
          });
        }
        if (planned?.state === 'planned') await enqueueExpiry(tx, key);
        const isApplied = atOnce !== null && replanned === null && isPlain(plan);
        if (planned?.state === 'planned' && isApplied) await approveAtOnce(tx, key, atOnce);
        if (planned?.state === 'unneeded') await enqueueClearing(tx, key);
        return true;
      },
      { isolationLevel: 'repeatable read' },
    );
  };
}

/** Why this plan replaces one that was approved; null where it replaces none. */
function replannedBecause(because: Parameters<PlanStaged>[2], found: Import, plan: Plan): string | null {
  if (because === 'moved' && found.plan) return differenceBetween(found.plan, plan);
  return because === 'read' ? found.replanned : null;
}

/** Whether there is anything for a member to decide. */
function isNeeded({ created, updated, choiceCounts }: Plan): boolean {
  return created + updated > 0 || Object.values(choiceCounts).some((count) => count > 0);
}
