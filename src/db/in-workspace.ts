// Isolates workspaces: use cases read and write in transactions that see the rows of one workspace only.
import { collectDomainEvents, type OnDomainEvent } from './after-commit-events.ts';
import { begin } from './begin.ts';
import { idleLimitMs, lostClientSettings, ownTimeLimits, setLocally } from './time-limits.ts';
import type { Database, Transaction } from './transaction.ts';
import { currentTransactionName } from './transaction-name.ts';

/**
 * Runs `work` in a transaction in which Postgres itself hides the rows of all other workspaces and refuses to write
 * any: the transaction's role is subject to row-level security, whatever condition a query forgets.
 *
 * Publishes the domain events of the transaction after it has committed.
 */
export type InWorkspace = <Result>(
  workspaceId: string,
  work: (tx: Transaction) => Promise<Result>,
  options?: Parameters<Database['transaction']>[1],
) => Promise<Result>;

/** @param idleMs for how long a transaction that belongs to no job may wait for this process */
export function createInWorkspace(
  db: Database,
  onDomainEvent: OnDomainEvent = () => undefined,
  idleMs: number = idleLimitMs.ofOthers,
): InWorkspace {
  return async (workspaceId, work, options) => {
    const name = currentTransactionName();
    const settings = setLocally({
      'endusers.workspace': workspaceId,
      role: 'endusers_tenant',
      ...lostClientSettings(name === undefined ? idleMs : idleLimitMs.ofJobs),
      ...(name !== undefined && { application_name: name }),
    });
    const working = async (tx: Transaction) => {
      const events = collectDomainEvents(tx);
      return { result: await work(tx), events };
    };
    const { result, events } = await begin(db, `${settings}, ${ownTimeLimits}`, working, options);
    for (const event of events) onDomainEvent(event);
    return result;
  };
}
