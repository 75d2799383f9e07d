// Reverts what an import did last, once, however often the job runs.
import { analyzeAfterWrite } from '../../db/analyze-table.ts';
import { removeOwedOrganizations, undoOrganizations } from '../../import/organizations/undo-organizations.ts';
import { undoOperation } from '../../import/undo/undo-operation.ts';
import type { JobOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { advanceImport } from './advance-import.ts';
import { lockedImport } from './locked-import.ts';
import { mentionAfterLongWork } from './mention-after-long-work.ts';
import { refreshUndo } from './refresh-undo.ts';
import { takeTurn } from './take-turn.ts';

export async function undoImport(context: Context, job: JobOf<'undo-import'>): Promise<void> {
  await takeTurn(context, job);
  await analyzeAfterWrite(context, job.workspaceId, await undoOnce(context, job));
}

/** @returns how many end users were written */
function undoOnce({ inWorkspace }: Context, job: JobOf<'undo-import'>): Promise<number> {
  const key = job.payload;
  return inWorkspace(
    key.workspaceId,
    async (tx) => {
      await job.assertLease(tx);
      const locked = await lockedImport(tx, key);
      if (!locked) return 0;
      const { record, details } = locked;
      const nextState = record.state === 'undoing' ? 'undone' : record.state === 'redoing' ? 'applied' : null;
      if (!nextState || details.operationId === null) return 0;
      const by = record.undoneBy ?? record.requestedBy;
      const begun = performance.now();
      const askedBy = record.undoAskedBy;
      const request = { ...key, operationId: details.operationId, by, requestedBy: askedBy };
      const isOfOrganizations = details.header?.subject === 'organizations';
      const undoAll = isOfOrganizations ? undoOrganizations : undoOperation;
      const { counts, operationId, affected, ...rest } = await undoAll(tx, request);
      if (!isOfOrganizations) await removeOwedOrganizations(tx, key.workspaceId, operationId);
      const ms = Math.round(performance.now() - begun);
      const undo = { ...counts, ...rest, by, ...(askedBy !== null && { askedBy }), ms };
      const done = await advanceImport(tx, key, nextState, { undo, operationId, undoAskedBy: null });
      if (done) await mentionAfterLongWork(tx, done, 'result', by, job.enqueuedAt);
      for (const other of affected) await refreshUndo(tx, key.workspaceId, other, operationId);
      return counts.endUsers + counts.removed + counts.restored;
    },
    { isolationLevel: 'repeatable read' },
  );
}
