// A transaction of a few quick statements that belongs to no single workspace, such as those of the queue.
import { begin } from './begin.ts';
import { idleLimitMs, lostClientSettings, type Settings, setLocally } from './time-limits.ts';
import type { Database, Transaction } from './transaction.ts';
import { currentTransactionName } from './transaction-name.ts';

/**
 * Its locks end when its process doesn't go on with it, for example because the network has lost the connection before the
 * `commit`: Postgres itself might wait for hours, and a job that was being claimed could not be claimed by anyone.
 *
 * @param settings more settings of Postgres for this transaction
 */
export function shortTransaction<Result>(
  db: Database,
  work: (tx: Transaction) => Promise<Result>,
  settings: Settings = {},
): Promise<Result> {
  const name = currentTransactionName();
  const all = setLocally({
    ...lostClientSettings(idleLimitMs.ofOthers),
    ...(name !== undefined && { application_name: name }),
    ...settings,
  });
  return begin(db, all, work);
}
