// Moves an import to its next state and has its message updated, in one transaction: no state goes unseen.
import { type ImportKey, transitionImport } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Import, ImportState } from '../../model/import.ts';
import { weightOfFile } from '../../model/job-weight.ts';
import { cancelWaitingJobs } from '../../queue/cancel-jobs.ts';
import { enqueueJob } from '../job-payloads.ts';

/** In these states, no plan waits for a decision, and none will unless an import is read again. */
const endedStates: readonly ImportState[] = ['applied', 'refused', 'cancelled', 'unneeded', 'failed'];

/** Parameters and result are those of `transitionImport`. */
export async function advanceImport(
  tx: Transaction,
  key: ImportKey,
  state: ImportState,
  change: Parameters<typeof transitionImport>[3] = {},
  facts: Parameters<typeof transitionImport>[4] = {},
): Promise<Import | null> {
  const advanced = await transitionImport(tx, key, state, change, facts);
  if (!advanced) return null;
  await enqueueShowing(tx, key);
  if (endedStates.includes(state)) await cancelExpiry(tx, key);
  return advanced;
}

/** One job at a time writes an import's message, in order; the job that reads the file is one of them. */
export const messageQueue = ({ importId }: ImportKey): string => `message of import ${importId}`;

export async function enqueueShowing(
  tx: Transaction,
  key: ImportKey,
  more: { readonly isEcho?: true } = {},
): Promise<void> {
  await enqueueJob(tx, 'show-import', { ...key, ...more }, { serialQueue: messageQueue(key) });
}

export async function enqueueReading(
  tx: Transaction,
  key: ImportKey,
  { fileSize }: Pick<Import, 'fileSize'>,
): Promise<void> {
  const options = { serialQueue: messageQueue(key), weight: weightOfFile(fileSize) };
  await enqueueJob(tx, 'prepare-import', key, options);
}

/** Cancels the job that reads the file, unless it is running: that one notices the new state of the import by itself. */
export function cancelReading(tx: Transaction, key: ImportKey): Promise<void> {
  const { workspaceId } = key;
  return cancelWaitingJobs(tx, { workspaceId, kind: 'prepare-import', serialQueue: messageQueue(key) });
}

/** See `enqueueExpiry`: without this, the job would wait for 14 days to do nothing. */
function cancelExpiry(tx: Transaction, { workspaceId, importId }: ImportKey): Promise<void> {
  return cancelWaitingJobs(tx, { workspaceId, kind: 'expire-import', key: String(importId) });
}
