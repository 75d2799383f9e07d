// Clears the staging area of an import that came to an end; after what still reads there, and apart from whoever
// ended it, since dropping a table waits for its readers.

import type { ImportKey } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import type { Transaction } from '../../db/transaction.ts';
import { dropStagingTable } from '../../import/stage/stage.ts';
import { enqueue, type Job } from '../../queue/queue.ts';
import type { Jobs } from '../ports.ts';

export function clearStage(inWorkspace: InWorkspace) {
  return ({ payload: key }: Job<Jobs, 'clear-stage'>): Promise<void> =>
    inWorkspace(key.workspaceId, (tx) => dropStagingTable(tx, key.importId));
}

/** Has it cleared when `tx` has committed. */
export async function enqueueClearing(tx: Transaction, key: ImportKey): Promise<void> {
  const { workspaceId } = key;
  await enqueue(tx, { kind: 'clear-stage', workspaceId, payload: key, serialQueue: stageLane(key) });
}

/** Jobs on a staging area run one after another, in the order in which they were asked for. */
export const stageLane = ({ importId }: ImportKey): string => `stage ${importId}`;
