// A member asks for an undo of an import, or of its undo. Fast, for Slack waits.
import type { Database } from '../db/database.ts';
import { findImport, type ImportKey } from '../db/imports.ts';
import { enqueue } from '../queue.ts';
import { advanceImport } from './advance-import.ts';
import type { Decision } from './decide-import.ts';

/** `undo` takes back what the import did, `redo` what its undo did; neither does the other's. */
export function requestUndo(db: Database) {
  return (key: ImportKey, what: 'undo' | 'redo', undoneBy: string): Promise<Decision> =>
    db.transaction(async (tx) => {
      const begun = await advanceImport(tx, key, what === 'undo' ? 'undoing' : 'redoing', { undoneBy });
      if (!begun) return { done: false, import: await findImport(tx, key) };
      // In one row with the imports that are applied: each sees what the one before it did.
      await enqueue(tx, { kind: 'undo-import', workspaceId: key.workspaceId, payload: key, lane: 'apply' });
      return { done: true, import: begun };
    });
}
