// Isolates workspaces: use cases read and write in transactions that see the rows of one workspace only.
import { sql } from 'drizzle-orm';
import { collectDomainEvents, type OnDomainEvent } from './after-commit-events.ts';
import { ownTimeLimits } from './time-limits.ts';
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

/**
 * For a process that is paused, or that vanished: this long after its last statement, Postgres ends its transaction, and
 * with it the locks. While a file is copied, its transaction counts as active.
 */
const idleMs = {
  /** Another process ends the transaction sooner, see src/queue/lost-transactions.ts. */
  ofJobs: 30_000,
  /** Of clicks, commands, and forms. They wait for nothing but Postgres. */
  ofOthers: 8_000,
} as const;

/** These have no effect on a Unix socket. */
const tcpSettings = {
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
  tcp_user_timeout: '20s',
} as const;

/** @param idleLimitMs for how long a transaction that belongs to no job may wait for this process */
export function createInWorkspace(
  db: Database,
  onDomainEvent: OnDomainEvent = () => undefined,
  idleLimitMs: number = idleMs.ofOthers,
): InWorkspace {
  return async (workspaceId, work, options) => {
    const name = currentTransactionName();
    const { result, events } = await db.transaction(async (tx) => {
      const events = collectDomainEvents(tx);
      const settings = {
        'endusers.workspace': workspaceId,
        role: 'endusers_tenant',
        ...tcpSettings,
        idle_in_transaction_session_timeout: String(name === undefined ? idleLimitMs : idleMs.ofJobs),
        ...(name !== undefined && { application_name: name }),
      };
      // They end with the transaction, so a pooler can't pass them on with the connection.
      const set = Object.entries(settings).map(([key, value]) => sql`set_config(${key}, ${value}, true)`);
      await tx.execute(sql`select ${sql.join([...set, ownTimeLimits], sql`, `)}`);
      return { result: await work(tx), events };
    }, options);
    for (const event of events) onDomainEvent(event);
    return result;
  };
}
