// A member decides on a plan: apply it, or cancel the import. Fast, for Slack waits.
import type { Database } from '../db/database.ts';
import { findImport, type ImportKey } from '../db/imports.ts';
import { dropStage } from '../import/stage.ts';
import type { Import } from '../model/import.ts';
import { enqueue } from '../queue.ts';
import { advanceImport } from './advance-import.ts';

/** `done` is false when there was nothing to decide (any more); `import` tells how it stands. */
export type Decision = { readonly done: boolean; readonly import: Import | null };

/** Approves the plan with this number, and none that came after it. */
export function approveImport(db: Database) {
  return (key: ImportKey, planNumber: number, decidedBy: string): Promise<Decision> =>
    db.transaction(async (tx) => {
      const found = await findImport(tx, key);
      if (found?.planNumber !== planNumber) return { done: false, import: found };
      const approved = await advanceImport(tx, key, 'applying', { decidedBy });
      if (!approved) return { done: false, import: found };
      await enqueueApply(tx, key);
      return { done: true, import: approved };
    });
}

export function cancelImport(db: Database) {
  return (key: ImportKey, decidedBy: string): Promise<Decision> =>
    db.transaction(async (tx) => {
      const change = { decidedBy, finishedAt: new Date() };
      const cancelled = await advanceImport(tx, key, 'cancelled', change);
      if (!cancelled) return { done: false, import: await findImport(tx, key) };
      await dropStage(tx, key.importId);
      return { done: true, import: cancelled };
    });
}

/** The imports of a workspace are applied one after another. */
async function enqueueApply(tx: Parameters<typeof enqueue>[0], key: ImportKey): Promise<void> {
  await enqueue(tx, { kind: 'apply-import', workspaceId: key.workspaceId, payload: key, lane: 'apply' });
}
