// Applies an approved plan, once, however often the job runs.
import { analyzeAfterWrite } from '../../db/analyze-table.ts';
import { findAppliedBefore, type ImportKey } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import { applyPlan } from '../../import/apply-plan.ts';
import { applyOrganizationPlan } from '../../import/organizations/apply-organization-plan.ts';
import { areOldIdsCurrent } from '../../import/stage/old-ids.ts';
import { countStagedRows, rowTable } from '../../import/stage/stage.ts';
import type { Plan } from '../../model/plan.ts';
import { isApprovedAlone } from '../../model/second-person.ts';
import type { JobOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { advanceImport } from './advance-import.ts';
import { mayAlone } from './auto-apply.ts';
import { enqueueDropStaging } from './drop-staging.ts';
import { enqueueExpiry } from './expire-import.ts';
import { lockedImport } from './locked-import.ts';
import { mentionAfterLongWork } from './mention-after-long-work.ts';
import { planRulesOf } from './plan-rules.ts';
import { planStaged } from './plan-staged.ts';
import { restage } from './restage.ts';
import { takeTurn } from './take-turn.ts';

const approvalLost =
  'The database restarted before the approved plan was applied, so nothing was applied. The file was read again.';

const oldIdsChanged =
  'Old ids in this file mean other end users or organizations since the plan was made, so nothing was applied. The file was read again.';

/** How many end users were written, or why none were. */
type Outcome = number | 'plan outdated' | 'staging lost' | 'old ids changed';

export async function applyImport(context: Context, job: JobOf<'apply-import'>): Promise<void> {
  await takeTurn(context, job);
  const outcome = await applyOnce(context, job);
  if (typeof outcome === 'number') return analyzeAfterWrite(context, job.workspaceId, outcome);
  if (outcome === 'old ids changed') return restage(context, job, oldIdsChanged);
  const planned = outcome === 'plan outdated' && (await planStaged(context, job, 'outdated'));
  if (!planned) await restage(context, job, approvalLost);
}

function applyOnce({ inWorkspace }: Context, job: JobOf<'apply-import'>): Promise<Outcome> {
  const key = job.payload;
  return inWorkspace(
    key.workspaceId,
    async (tx) => {
      await job.assertLease(tx);
      const locked = await lockedImport(tx, key);
      if (!locked) return 0;
      const { record, details } = locked;
      if (record.state !== 'applying' || !record.plan || !details.fingerprint) return 0;
      if ((await countStagedRows(tx, key.importId)) !== details.stagedRows) return 'staging lost';
      const staged = { rows: rowTable(key.importId), count: details.stagedRows ?? 0 };
      if (record.instructions.otherSite && !(await areOldIdsCurrent(tx, key.workspaceId, staged)))
        return 'old ids changed';
      if ((await appliedBeforeOf(tx, key, details.fileDigest)) !== shownAppliedBefore(record.plan))
        return 'plan outdated';
      // Nobody clicked, and what else the member has done meanwhile is known only here: what is approved counts, whether it is written or not.
      if (record.decidedBy === null && !(await mayAlone(tx, record, 0))) {
        await advanceImport(tx, key, 'planned');
        await enqueueExpiry(tx, key);
        return 0;
      }
      const begun = performance.now();
      const { rules } = await planRulesOf(tx, record);
      const by = record.decidedBy ?? record.requestedBy;
      const requestedBy = isApprovedAlone(record) ? null : record.requestedBy;
      const apply = rules.subject === 'organizations' ? applyOrganizationPlan : applyPlan;
      const approved = { plan: record.plan, fingerprint: details.fingerprint, basis: details.planBasis };
      const applied = await apply(tx, rules, approved, by, requestedBy);
      if (!applied) return 'plan outdated';
      const done = await advanceImport(tx, key, 'applied', {
        operationId: applied.operationId,
        applyMs: Math.round(performance.now() - begun),
        finishedAt: new Date(),
      });
      // Where nobody clicked, the member who shared the file has been waiting since then.
      const since = record.decidedBy === null ? record.createdAt : job.enqueuedAt;
      const waiting = record.decidedBy ?? record.requestedBy;
      if (done) await mentionAfterLongWork(tx, done, 'result', waiting, since);
      await enqueueDropStaging(tx, key);
      return applied.counts.created + applied.counts.updated;
    },
    { isolationLevel: 'repeatable read' },
  );
}

/** The plan includes the warning that the same file was applied before: that may have happened since. */
async function appliedBeforeOf(
  tx: Transaction,
  key: ImportKey,
  fileDigest: string | null,
): Promise<number | null> {
  return fileDigest === null ? null : findAppliedBefore(tx, key, fileDigest);
}

const shownAppliedBefore = ({ warnings }: Plan): number | null =>
  warnings.find((warning) => warning.kind === 'applied-before')?.importId ?? null;
