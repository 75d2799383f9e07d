// Plans what is in the staging area and has the plan shown.
import type { Database, Transaction } from '../db/database.ts';
import {
  findAppliedBefore,
  findImport,
  findImportDetails,
  type ImportKey,
  updateImport,
} from '../db/imports.ts';
import { planImport } from '../import/plan.ts';
import { countStaged } from '../import/stage.ts';
import { enqueue } from '../queue.ts';
import { advanceImport } from './advance-import.ts';
import { stageLane } from './clear-stage.ts';
import { differenceBetween } from './plan-difference.ts';
import { planRulesOf } from './plan-rules.ts';

/** The plan is made of what is staged; false when that is gone (a crash of Postgres) and has to be read again. */
export type PlanStaged = (
  key: ImportKey,
  job: { holds(tx: Transaction): Promise<void> },
  because: 'read' | 'chosen' | 'moved',
) => Promise<boolean>;

export function planStaged(db: Database): PlanStaged {
  return (key, job, because) =>
    // All that the plan shows is of one moment.
    db.transaction(
      async (tx) => {
        await job.holds(tx);
        const found = await findImport(tx, key);
        const details = await findImportDetails(tx, key);
        if (!found || !details?.header) throw new Error('an import that was staged has no header');
        if ((await countStaged(tx, key.importId)) !== details.stagedRows) return false;
        const { rules, base } = await planRulesOf(tx, found);
        const { plan, fingerprint, problemRows } = await planImport(tx, rules, {
          ignoredColumns: details.header.ignored,
          appliedBefore: details.fileDigest ? await findAppliedBefore(tx, key, details.fileDigest) : null,
          base,
        });
        const replanned = because === 'moved' && found.plan ? differenceBetween(found.plan, plan) : null;
        const change = { plan, fingerprint, problemRows, planNumber: found.planNumber + 1, replanned };
        const planned = await advanceImport(tx, key, 'planned', change);
        // Another plan of the same file mostly leaves out the same rows: one file with them is enough.
        if (planned && problemRows !== null && problemRows !== details.problemRows) {
          await updateImport(tx, key, { problemFileId: null });
          await enqueue(tx, {
            kind: 'post-problem-file',
            workspaceId: key.workspaceId,
            payload: key,
            lane: stageLane(key),
          });
        }
        return true;
      },
      { isolationLevel: 'repeatable read' },
    );
}
