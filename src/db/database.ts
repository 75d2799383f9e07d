// Opens the database: one connection pool for the whole app.

import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { OnDomainEvent } from './after-commit-events.ts';
import { readDatabaseUrl } from './database-url.ts';
import { createInWorkspace, type InWorkspace } from './in-workspace.ts';
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
   * Calls back at every NOTIFY on the channel, and whenever the connection for it is made (again), since notifications
   * get lost while there is no connection. A pooler may never deliver any.
   *
   * @returns stops listening
   */
  listen(channel: string, onNotification: () => void): () => void;
};

export type PoolOptions = {
  /** The maximum number of connections; default: 10. */
  max?: number;
  /** The name of the connections in `pg_stat_activity`. */
  name?: string;
  /** Called with each domain event of `inWorkspace`, after its transaction has committed. */
  onDomainEvent?: OnDomainEvent;
};

/**
 * Opens a pool. Sends nothing yet: connections are made when they are needed, and again after they break.
 *
 * @param url see `readDatabaseUrl`
 * @throws Error with a sentence for the operator when the URL is invalid
 */
export function openDatabase(
  url: string,
  { max = 10, name = 'endusers', onDomainEvent }: PoolOptions = {},
): OpenDatabase {
  const client = connect(url, { max, name });
  const db = drizzle(client);
  return {
    db,
    inWorkspace: createInWorkspace(db, onDomainEvent),
    close: (graceMs = 5_000) => client.end({ timeout: graceMs / 1000 }),
    openPool: (options) => openDatabase(url, { ...(onDomainEvent && { onDomainEvent }), ...options }),
    listen(channel, onNotification) {
      let listening = true;
      const call = () => {
        if (listening) onNotification();
      };
      // The driver retries for as long as necessary, also when the first attempt fails.
      const listener = client.listen(channel, call, call).catch(() => undefined);
      return () => {
        listening = false;
        listener.then((meta) => meta?.unlisten()).catch(() => undefined);
      };
    },
  };
}

/** Thrown when npm ran with --ignore-scripts, so that patch-package didn't run. */
export class DriverUnpatchedError extends Error {
  override readonly name = 'DriverUnpatchedError';

  constructor() {
    super('The driver lacks its patch (npm ran with --ignore-scripts?): run "npx patch-package".');
  }
}

/** Connects the driver, for the few files in this folder that need it without drizzle. */
export function connect(
  url: string,
  { max, name }: Required<Pick<PoolOptions, 'max' | 'name'>>,
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
    // Named statements would break behind a pooler (pgbouncer), and so would further settings in the handshake.
    prepare: false,
    connection: { application_name: name },
    // Notices ("relation exists, skipping") are for people at a psql prompt.
    onnotice: () => undefined,
  });
}
