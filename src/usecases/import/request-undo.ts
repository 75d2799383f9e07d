// A member asks to undo an import, or to redo it. Fast, because Slack waits.
import { assertMayAlone } from '../../db/alone-count.ts';
import { findImport, type ImportKey, lockImport, updateImport } from '../../db/imports.ts';
import { enqueueJob } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { advanceImport, enqueueShowing } from './advance-import.ts';
import { type Decision, decide } from './decide-import.ts';
import { turnOf } from './turn-queues.ts';

/**
 * Undo reverts what the import did; redo reverts that undo. What the member must not do alone waits until another member asks
 * for it as well.
 */
export async function requestUndo(
  context: Context,
  key: ImportKey,
  direction: 'undo' | 'redo',
  undoneBy: string,
): Promise<Decision> {
  const decision = await decide(context, key, async (tx) => {
    await lockImport(tx, key);
    const asked = (await findImport(tx, key))?.undoAskedBy ?? null;
    const undoAskedBy = asked === undoneBy ? null : asked;
    const state = direction === 'undo' ? 'undoing' : 'redoing';
    const started = await advanceImport(tx, key, state, { undoneBy, undoAskedBy, reason: null });
    if (!started) return null;
    if (undoAskedBy === null) await assertMayAlone(tx, key.workspaceId, undoneBy);
    await enqueueJob(tx, 'undo-import', key, turnOf(started));
    return started;
  });
  if (decision.secondPerson) await askForUndo(context, key, direction, undoneBy);
  return decision;
}

/** The import's message says so, with the button for another member. */
function askForUndo(
  { inWorkspace }: Context,
  key: ImportKey,
  direction: 'undo' | 'redo',
  undoAskedBy: string,
): Promise<void> {
  return inWorkspace(key.workspaceId, async (tx) => {
    await lockImport(tx, key);
    const record = await findImport(tx, key);
    if (record?.state !== (direction === 'undo' ? 'applied' : 'undone') || record.undoAskedBy !== null)
      return;
    await updateImport(tx, key, { undoAskedBy });
    await enqueueShowing(tx, key);
  });
}
