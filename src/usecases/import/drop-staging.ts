// Drops the staging table of an import that has ended. A job of its own, because dropping a table waits for its readers.
import type { ImportKey } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import { dropStagingTables } from '../../import/stage/stage.ts';
import { enqueueJob, type JobOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

export function dropStaging({ inWorkspace }: Context, { payload: key }: JobOf<'clear-stage'>): Promise<void> {
  return inWorkspace(key.workspaceId, (tx) => dropStagingTables(tx, key.importId));
}

export async function enqueueDropStaging(tx: Transaction, key: ImportKey): Promise<void> {
  await enqueueJob(tx, 'clear-stage', key, { serialQueue: stagingQueue(key) });
}

/** Jobs that use a staging table run one after another, in the order in which they were enqueued. */
export const stagingQueue = ({ importId }: ImportKey): string => `stage ${importId}`;
