// A member asks to undo an import, or to redo it. Fast, because Slack waits.
import type { ImportKey } from '../../db/imports.ts';
import { enqueueJob } from '../job-payloads.ts';
import { weightOfPlan } from '../job-weight.ts';
import type { Context } from '../ports.ts';
import { advanceImport } from './advance-import.ts';
import { applyQueue, type Decision, decide } from './decide-import.ts';

/** Undo reverts what the import did; redo reverts that undo. */
export function requestUndo(
  context: Context,
  key: ImportKey,
  direction: 'undo' | 'redo',
  undoneBy: string,
): Promise<Decision> {
  return decide(context, key, async (tx) => {
    const state = direction === 'undo' ? 'undoing' : 'redoing';
    const started = await advanceImport(tx, key, state, { undoneBy, reason: null });
    if (started)
      await enqueueJob(tx, 'undo-import', key, { serialQueue: applyQueue, weight: weightOfPlan(started) });
    return started;
  });
}
