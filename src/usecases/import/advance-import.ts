// Moves an import to its next state and has its message updated, in one transaction: no state goes unseen.
import { type ImportKey, transitionImport } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Import, ImportState } from '../../model/import.ts';
import { enqueueJob } from '../job-payloads.ts';

/** Parameters and result are those of `transitionImport`. */
export async function advanceImport(
  tx: Transaction,
  key: ImportKey,
  state: ImportState,
  change: Parameters<typeof transitionImport>[3] = {},
  facts: Parameters<typeof transitionImport>[4] = {},
): Promise<Import | null> {
  const advanced = await transitionImport(tx, key, state, change, facts);
  if (advanced) await enqueueShowing(tx, key);
  return advanced;
}

/** One job at a time writes an import's message, in order; the job that reads the file is one of them. */
const messageQueue = ({ importId }: ImportKey): string => `message of import ${importId}`;

export async function enqueueShowing(tx: Transaction, key: ImportKey): Promise<void> {
  await enqueueJob(tx, 'show-import', key, { serialQueue: messageQueue(key) });
}

export async function enqueueReading(tx: Transaction, key: ImportKey): Promise<void> {
  await enqueueJob(tx, 'prepare-import', key, { serialQueue: messageQueue(key) });
}
