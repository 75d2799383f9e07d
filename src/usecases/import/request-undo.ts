// A member asks for an undo of an import, or of its undo. Fast, for Slack waits.
import type { ImportKey } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import { enqueue } from '../../queue/queue.ts';
import { advanceImport } from './advance-import.ts';
import { type Decision, decided } from './decide-import.ts';

/** `undo` takes back what the import did, `redo` what its undo did; neither does the other's. */
export type RequestUndo = (key: ImportKey, what: 'undo' | 'redo', undoneBy: string) => Promise<Decision>;

export function requestUndo(inWorkspace: InWorkspace): RequestUndo {
  return (key, what, undoneBy) =>
    decided(inWorkspace, key, async (tx) => {
      const change = { undoneBy, reason: null };
      const begun = await advanceImport(tx, key, what === 'undo' ? 'undoing' : 'redoing', change);
      // In one row with the imports that are applied: each sees what the one before it did.
      const lane = 'apply';
      if (begun)
        await enqueue(tx, {
          kind: 'undo-import',
          workspaceId: key.workspaceId,
          payload: key,
          serialQueue: lane,
        });
      return begun;
    });
}
