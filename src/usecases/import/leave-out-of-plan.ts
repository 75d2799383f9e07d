// A member leaves parts of a plan out, or puts them back: the plan is recomputed from the staged rows. Fast, because Slack
// waits.
import { findImport, findImportDetails, type ImportKey } from '../../db/imports.ts';
import { findLeaveOutOptions, type LeaveOutOptions } from '../../import/plan/leave-out-options.ts';
import { countStagedRows } from '../../import/stage/stage.ts';
import type { Import } from '../../model/import.ts';
import type { LeftOut } from '../../model/left-out.ts';
import type { Context } from '../ports.ts';
import { type Decision, decide } from './decide-import.ts';
import { planAgain } from './plan-again.ts';

/** What the form shows; `options` is null when the plan no longer waits for a decision. */
export type LeaveOutQuestion = {
  readonly record: Import;
  readonly leftOut: LeftOut | null;
  readonly options: LeaveOutOptions | null;
};

/**
 * @param planNumber of the plan that the member saw
 * @param search what the member typed to find end users
 * @param chosen so far in the form; null before the form is open
 * @returns null when there is no such import
 */
export function findLeftOut(
  { inWorkspace }: Context,
  key: ImportKey,
  planNumber: number,
  search: string,
  chosen: LeftOut | null,
): Promise<LeaveOutQuestion | null> {
  return inWorkspace(
    key.workspaceId,
    async (tx) => {
      const record = await findImport(tx, key);
      if (!record) return null;
      const details = await findImportDetails(tx, key);
      const leftOut = chosen ?? details?.leftOut ?? null;
      const isWaiting =
        record.state === 'planned' &&
        record.planNumber === planNumber &&
        (await countStagedRows(tx, key.importId)) === details?.stagedRows;
      const options = isWaiting ? await findLeaveOutOptions(tx, key, search, leftOut) : null;
      return { record, leftOut, options };
    },
    { isolationLevel: 'repeatable read' },
  );
}

/**
 * @param planNumber of the plan that the member saw; a newer plan is left alone
 * @param leftOut null puts everything back
 */
export function leaveOutOfPlan(
  context: Context,
  key: ImportKey,
  planNumber: number,
  leftOut: LeftOut | null,
): Promise<Decision> {
  return decide(context, key, (tx) => planAgain(tx, key, planNumber, { leftOut }));
}
