// Takes an import a step further and has its message brought up to date: one transaction, so a step is never unseen.

import { type ImportKey, transitionImport } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Import, ImportState } from '../../model/import.ts';
import { enqueue } from '../../queue/queue.ts';

/** As `stepImport`. */
export async function advanceImport(
  tx: Transaction,
  key: ImportKey,
  state: ImportState,
  change: Parameters<typeof transitionImport>[3] = {},
  facts: Parameters<typeof transitionImport>[4] = {},
): Promise<Import | null> {
  const stepped = await transitionImport(tx, key, state, change, facts);
  if (stepped) await enqueueShowing(tx, key);
  return stepped;
}

/** One import's message is written by one job at a time, in order: also by the one that reads its file. */
const messageLane = ({ importId }: ImportKey): string => `message of import ${importId}`;

export async function enqueueShowing(tx: Transaction, key: ImportKey): Promise<void> {
  await enqueue(tx, {
    kind: 'show-import',
    workspaceId: key.workspaceId,
    payload: key,
    serialQueue: messageLane(key),
  });
}

export async function enqueueReading(tx: Transaction, key: ImportKey): Promise<void> {
  const { workspaceId } = key;
  await enqueue(tx, { kind: 'prepare-import', workspaceId, payload: key, serialQueue: messageLane(key) });
}
