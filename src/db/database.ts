// Opens the database: the connection pools of the app, which are replaced together when the network drops them silently.

import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { OnDomainEvent } from './after-commit-events.ts';
import { startConnectionMonitor } from './connection-monitor.ts';
import { readDatabaseUrl } from './database-url.ts';
import { createInWorkspace, type InWorkspace } from './in-workspace.ts';
import { createReplaceableClient, type ReplaceableClient } from './replaceable-client.ts';
import type { Database } from './transaction.ts';

export type OpenDatabase = {
  /** Sees all workspaces: for everything that belongs to no single one, such as the queue. */
  db: Database;
  inWorkspace: InWorkspace;
  /**
   * Waits for running queries, then closes all connections; after `graceMs` milliseconds it breaks them off.
   * Queries that are sent afterwards are rejected.
   */
  close(graceMs?: number): Promise<void>;
  /** Opens a second pool on the same database, for work that must not wait behind the rest. Close it as well. */
  openPool(options: PoolOptions): OpenDatabase;
  /**
   * Calls back with the payload of every NOTIFY on the channel, and with null whenever the connection for it is made
   * (again), since notifications get lost while there is no connection. A pooler may never deliver any.
   *
   * @returns stops listening
   */
  listen(channel: string, onNotification: (payload: string | null) => void): () => void;
  /**
   * For how long the server has answered, in ms; 0 while it doesn't. Says nothing about the pools: a new connection may
   * be answered while theirs are not.
   */
  answeringMs(): number;
};

export type PoolOptions = {
  /** The maximum number of connections; default: 10. */
  max?: number;
  /** The name of the connections in `pg_stat_activity`. */
  name?: string;
  /** For how long a transaction that belongs to no job may wait for this process, in ms; see in-workspace.ts. */
  idleLimitMs?: number;
  /** Called with each domain event of `inWorkspace`, after its transaction has committed. */
  onDomainEvent?: OnDomainEvent;
};

/**
 * Opens a pool. Its connections are made when they are needed, and again after they break or fall silent.
 *
 * @param url see `readDatabaseUrl`
 * @param onReplaced called when the connections of all pools were silent and have been replaced
 * @throws Error with a sentence for the operator when the URL is invalid
 */
export function openDatabase(
  url: string,
  { onReplaced, name = 'endusers', ...options }: PoolOptions & { onReplaced?: () => void } = {},
): OpenDatabase {
  const clients = new Set<ReplaceableClient>();
  const database = openPoolAmong(clients, url, { ...options, name }, () => monitor.answeringMs());
  const monitor = startConnectionMonitor(
    (onClose) => connect(url, { max: 1, name: `${name} monitor`, onClose }),
    () => {
      for (const client of clients) client.replace();
      onReplaced?.();
    },
  );
  return {
    ...database,
    close(graceMs) {
      monitor.stop();
      return database.close(graceMs);
    },
  };
}

/** @param clients the clients of all pools on the database; the new one is added for as long as it is open */
function openPoolAmong(
  clients: Set<ReplaceableClient>,
  url: string,
  { max = 10, name = 'endusers', onDomainEvent, idleLimitMs }: PoolOptions,
  answeringMs: OpenDatabase['answeringMs'],
): OpenDatabase {
  const client = createReplaceableClient(() => {
    const opened = connect(url, { max, name });
    // Sets the client's parsers as drizzle needs them.
    drizzle(opened);
    return opened;
  });
  clients.add(client);
  const db = drizzle(client.sql);
  return {
    db,
    inWorkspace: createInWorkspace(db, onDomainEvent, idleLimitMs),
    close(graceMs = 5_000) {
      clients.delete(client);
      return client.close(graceMs);
    },
    openPool: (options) =>
      openPoolAmong(clients, url, { ...(onDomainEvent && { onDomainEvent }), ...options }, answeringMs),
    listen: client.listen,
    answeringMs,
  };
}

/** Thrown when npm ran with --ignore-scripts, so that patch-package didn't run. */
export class DriverUnpatchedError extends Error {
  override readonly name = 'DriverUnpatchedError';

  constructor() {
    super('The driver lacks its patch (npm ran with --ignore-scripts?): run "npx patch-package".');
  }
}

/**
 * Connects the driver, for the few files in this folder that need it without drizzle.
 *
 * @param onClose called whenever a connection is closed
 */
export function connect(
  url: string,
  { max, name, onClose }: Required<Pick<PoolOptions, 'max' | 'name'>> & { onClose?: () => void },
): postgres.Sql {
  // Without patches/postgres+3.4.9.patch, a restart of Postgres would crash the app or make it hang.
  if (!('patchedByEndusers' in postgres)) throw new DriverUnpatchedError();
  const address = readDatabaseUrl(url);
  return postgres(address.url, {
    ...address.options,
    max,
    // The default grows to 20 s with each failure of any connection, long after the server is back.
    backoff: () => 0.25,
    connect_timeout: 10,
    // Routers and load balancers silently forget connections that are idle for minutes: those are not used again.
    idle_timeout: 5,
    // In seconds; libuv then asks every second and gives up after ten. Also keeps routers from forgetting a connection
    // whose query takes long.
    keep_alive: 5,
    // Named statements would break behind a pooler (pgbouncer), and so would further settings in the handshake.
    prepare: false,
    connection: { application_name: name },
    ...(onClose && { onclose: onClose }),
    // Notices ("relation exists, skipping") are for people at a psql prompt.
    onnotice: () => undefined,
  });
}
