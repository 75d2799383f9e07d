// Isolates workspaces: use cases read and write in transactions that see the rows of one workspace only.
import { sql } from 'drizzle-orm';
import { collectDomainEvents, type OnDomainEvent } from './after-commit-events.ts';
import { ownTimeLimits } from './time-limits.ts';
import type { Database, Transaction } from './transaction.ts';

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

export function createInWorkspace(db: Database, onDomainEvent: OnDomainEvent = () => undefined): InWorkspace {
  return async (workspaceId, work, options) => {
    const { result, events } = await db.transaction(async (tx) => {
      const events = collectDomainEvents(tx);
      // The settings end with the transaction, so a pooler can't pass them on with the connection.
      await tx.execute(sql`
        select set_config('endusers.workspace', ${workspaceId}, true), set_config('role', 'endusers_tenant', true),
          ${ownTimeLimits}`);
      return { result: await work(tx), events };
    }, options);
    for (const event of events) onDomainEvent(event);
    return result;
  };
}
