// Plans what is in the staging area and has the plan shown.
import type { Database, Transaction } from '../db/database.ts';
import { findAppliedBefore, findImport, findImportDetails, type ImportKey } from '../db/imports.ts';
import { searchOrganizations } from '../db/organizations.ts';
import { planImport } from '../import/plan.ts';
import type { PlanRules } from '../import/plan-rows.ts';
import type { Import } from '../model/import.ts';
import { enqueue } from '../queue.ts';
import { advanceImport } from './advance-import.ts';
import { stageLane } from './clear-stage.ts';

/** `replanned` says, as a sentence, why this plan replaces one that was shown; null for the first. */
export type PlanStaged = (
  key: ImportKey,
  job: { holds(tx: Transaction): Promise<void> },
  replanned: string | null,
) => Promise<void>;

export function planStaged(db: Database): PlanStaged {
  return (key, job, replanned) =>
    // All that the plan shows is of one moment.
    db.transaction(
      async (tx) => {
        await job.holds(tx);
        const found = await findImport(tx, key);
        const details = await findImportDetails(tx, key);
        if (!found || !details?.header) throw new Error('an import that was staged has no header');
        const { plan, fingerprint } = await planImport(tx, await rulesOf(tx, found), {
          ignoredColumns: details.header.ignored,
          appliedBefore: details.fileDigest ? await findAppliedBefore(tx, key, details.fileDigest) : null,
        });
        const change = { plan, fingerprint, planNumber: found.planNumber + 1, replanned };
        if (!(await advanceImport(tx, key, 'planned', change))) return;
        if (plan.leftOut > 0) {
          const { workspaceId } = key;
          await enqueue(tx, { kind: 'post-problem-file', workspaceId, payload: key, lane: stageLane(key) });
        }
      },
      { isolationLevel: 'repeatable read' },
    );
}

/** The rules of an import's plan: new rows that name no organization belong to the only one that there is. */
export async function rulesOf(tx: Transaction, found: Import): Promise<PlanRules> {
  const { organizations, total } = await searchOrganizations(tx, found.workspaceId, '', 1);
  const only = total === 1 ? (organizations[0]?.id ?? null) : null;
  return {
    workspaceId: found.workspaceId,
    importId: found.id,
    organizationId: found.organizationId ?? only,
  };
}
