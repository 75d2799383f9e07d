// Takes back what an import did last, once, however often it is called.

import type { RefreshFigures } from '../../db/analyze-table.ts';
import { findImport, findImportDetails, lockImport } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import { undoOperation } from '../../import/undo/undo-operation.ts';
import type { Job } from '../../queue/queue.ts';
import type { Jobs } from '../ports.ts';
import { advanceImport } from './advance-import.ts';

export function undoImport(inWorkspace: InWorkspace, refreshFigures: RefreshFigures) {
  return async (job: Job<Jobs, 'undo-import'>): Promise<void> => refreshFigures(await undo(job));

  /** Gives how many rows were written. */
  function undo(job: Job<Jobs, 'undo-import'>): Promise<number> {
    return inWorkspace(
      job.payload.workspaceId,
      async (tx) => {
        await job.assertLease(tx);
        await lockImport(tx, job.payload);
        const key = job.payload;
        const found = await findImport(tx, key);
        const details = await findImportDetails(tx, key);
        const to = found?.state === 'undoing' ? 'undone' : found?.state === 'redoing' ? 'applied' : null;
        if (!found || !to || !details || details.operationId === null) return 0;
        const by = found.undoneBy ?? found.requestedBy;
        const begun = performance.now();
        const { counts, kept, operationId } = await undoOperation(tx, {
          ...key,
          operationId: details.operationId,
          by,
        });
        const undo = { ...counts, kept, by, ms: Math.round(performance.now() - begun) };
        await advanceImport(tx, key, to, { undo, operationId });
        return counts.endUsers + counts.removed + counts.restored;
      },
      { isolationLevel: 'repeatable read' },
    );
  }
}
