// Plans the staged rows of an import and has the plan shown.
import { findAppliedBefore, type ImportKey } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import { makeOrganizationPlan } from '../../import/organizations/make-organization-plan.ts';
import { makePlan } from '../../import/plan/make-plan.ts';
import { areOldIdsCurrent } from '../../import/stage/old-ids.ts';
import { countStagedRows, rowTable } from '../../import/stage/stage.ts';
import type { Import } from '../../model/import.ts';
import type { Plan } from '../../model/plan.ts';
import type { Context } from '../ports.ts';
import { advanceImport } from './advance-import.ts';
import { autoApprove, canAutoApply, isPlain, mayAlone } from './auto-apply.ts';
import { enqueueDropStaging } from './drop-staging.ts';
import { enqueueProblemFile } from './enqueue-problem-file.ts';
import { enqueueExpiry } from './expire-import.ts';
import { lockedImport } from './locked-import.ts';
import { mentionAfterLongWork } from './mention-after-long-work.ts';
import { describePlanDifference } from './plan-difference.ts';
import { planRulesOf } from './plan-rules.ts';

/** A job about one import. */
export type ImportJob = {
  readonly payload: ImportKey;
  readonly enqueuedAt: Date;
  assertLease(tx: Transaction): Promise<void>;
};

/** The file was just read, a member picked another choice, or the approved plan no longer matches the data. */
type PlanReason = 'read' | 'choice' | 'outdated';

/**
 * @returns false when the file has to be read again: a crash of Postgres emptied the staging table, or old ids in it mean others
 * by now
 */
export async function planStaged(context: Context, job: ImportJob, reason: PlanReason): Promise<boolean> {
  const key = job.payload;
  // Only for a file that was just shared: a member should look at a plan that replaces another one.
  const isAutoApplied = reason === 'read' && (await canAutoApply(context, key));
  // Everything that the plan shows comes from one snapshot.
  return context.inWorkspace(
    key.workspaceId,
    async (tx) => {
      await job.assertLease(tx);
      const locked = await lockedImport(tx, key);
      if (!locked?.details.header) throw new Error('a staged import has no header');
      const { record, details } = locked;
      // A member canceled the import in the meantime.
      if (record.state === 'cancelled') return true;
      if ((await countStagedRows(tx, key.importId)) !== details.stagedRows) return false;
      const staged = { rows: rowTable(key.importId), count: details.stagedRows ?? 0 };
      if (record.instructions.otherSite && !(await areOldIdsCurrent(tx, key.workspaceId, staged)))
        return false;
      const begun = performance.now();
      const { rules, base } = await planRulesOf(tx, record);
      const make = rules.subject === 'organizations' ? makeOrganizationPlan : makePlan;
      const { plan, fingerprint, basis, problemRows } = await make(tx, rules, {
        header: locked.details.header,
        appliedBefore: details.fileDigest ? await findAppliedBefore(tx, key, details.fileDigest) : null,
        base,
        letters: details.letters,
      });
      const replanned = replannedBecause(reason, record, plan);
      // A new plan of the same file usually leaves out the same rows, and one file with them is enough.
      const problemFileId = problemRows === details.problemRows ? details.problemFileId : null;
      const planNumber = record.planNumber + 1;
      const change = {
        plan,
        fingerprint,
        planBasis: basis,
        problemRows,
        problemFileId,
        planNumber,
        replanned,
      };
      const facts = { ms: Math.round(performance.now() - begun) };
      const planned = hasDecisions(plan)
        ? await advanceImport(tx, key, 'planned', change, facts)
        : await advanceImport(tx, key, 'unneeded', { ...change, finishedAt: new Date() }, facts);
      if (planned) await enqueueProblemFile(tx, key, planned, { problemRows, problemFileId });
      if (planned?.state === 'unneeded') await enqueueDropStaging(tx, key);
      // Who approved a plan that is outdated waits for what became of it; who picked another choice is not recorded.
      const waiting = (reason === 'outdated' && record.decidedBy) || record.requestedBy;
      if (planned?.state === 'unneeded')
        await mentionAfterLongWork(tx, planned, 'result', waiting, job.enqueuedAt);
      if (planned?.state !== 'planned') return true;
      await enqueueExpiry(tx, key);
      // Whoever chose how the file is read wants to see what came of it; others see that somebody chose it.
      const isGuessed = Object.keys(details.readAs).length === 0 && details.header?.chosen === undefined;
      // Whose ids a file has is for a member to look at.
      const isOurs = record.instructions.otherSite === undefined;
      const isAutoApproved =
        isAutoApplied &&
        isGuessed &&
        isOurs &&
        replanned === null &&
        isPlain(plan) &&
        (await mayAlone(tx, planned, plan.created + plan.updated));
      if (isAutoApproved) await autoApprove(tx, key);
      else await mentionAfterLongWork(tx, planned, 'plan', waiting, job.enqueuedAt);
      return true;
    },
    { isolationLevel: 'repeatable read' },
  );
}

/** Why this plan replaces an approved one; null when it replaces none. */
function replannedBecause(reason: PlanReason, record: Import, plan: Plan): string | null {
  if (reason === 'outdated' && record.plan) return describePlanDifference(record.plan, plan);
  return reason === 'read' ? record.replanned : null;
}

/** Whether the plan leaves anything for a member to decide. */
function hasDecisions(plan: Plan): boolean {
  const { created, updated, leftOut, damagedCells, letters, choiceCounts, reading } = plan;
  // Everything was left out: a member may put it back.
  if (plan.leftOutByMember) return true;
  if (reading?.asksForColumns || plan.organizationQuestion || plan.unknownOrganizations) return true;
  // Taken for those of another site, or for ours, the ids may be good.
  if (plan.hasUnknownIds && plan.base === null) return true;
  if (leftOut > 0 && plan.instructions?.otherSite) return true;
  // Read with other letters, those rows and cells may be good.
  if (letters && leftOut + damagedCells > 0) return true;
  return created + updated > 0 || Object.values(choiceCounts).some((count) => count > 0);
}
