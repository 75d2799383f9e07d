// Opens the database: one pool for all of the app.

import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { OnDomainEvent } from './after-commit-events.ts';
import { readDatabaseUrl } from './database-url.ts';
import { type InWorkspace, createInWorkspace } from './in-workspace.ts';
import type { Database } from './transaction.ts';

export type OpenDatabase = {
  /** Sees all workspaces: for what belongs to none, such as the queue. */
  db: Database;
  inWorkspace: InWorkspace;
  /**
   * Waits for the queries under way, then closes all connections; after `graceMs` it breaks them off.
   * Queries sent afterwards are rejected.
   */
  close(graceMs?: number): Promise<void>;
  /** A second pool on the same database, for what must not wait behind the rest. Close it, too. */
  openPool(options: PoolOptions): OpenDatabase;
  /**
   * Calls back at every NOTIFY on the channel, and whenever the connection for it was made (again), since
   * notices get lost while there is none. A pooler may never deliver any.
   * @returns ends it
   */
  listen(channel: string, onNotice: () => void): () => void;
};

export type PoolOptions = {
  /** Connections at most. */
  max?: number;
  /** What the server's list of activity shows. */
  name?: string;
  /** Called with what became of imports and exports, when that has committed. */
  onDomainEvent?: OnDomainEvent;
};

/**
 * Opens a pool. Nothing is sent yet: connections are made when they are needed, and again when they break.
 *
 * @param url see `readDatabaseUrl`
 * @throws Error with a sentence for the operator when the URL is none
 */
export function openDatabase(
  url: string,
  { max = 10, name = 'endusers', onDomainEvent: tell }: PoolOptions = {},
): OpenDatabase {
  const client = connect(url, { max, name });
  const db = drizzle(client);
  return {
    db,
    inWorkspace: createInWorkspace(db, tell),
    close: (graceMs = 5_000) => client.end({ timeout: graceMs / 1000 }),
    openPool: (options) => openDatabase(url, { ...(tell && { onDomainEvent: tell }), ...options }),
    listen(channel, onNotice) {
      let listening = true;
      const call = () => {
        if (listening) onNotice();
      };
      // The driver asks again for as long as it takes, also when the first time fails.
      const asked = client.listen(channel, call, call).catch(() => undefined);
      return () => {
        listening = false;
        asked.then((listener) => listener?.unlisten()).catch(() => undefined);
      };
    },
  };
}

/** npm ran with --ignore-scripts. */
export class DriverUnpatchedError extends Error {
  override readonly name = 'DriverUnpatchedError';

  constructor() {
    super('the database driver is not patched (did npm run with --ignore-scripts?). Run "npx patch-package".');
  }
}

/** The driver, for the few places in this folder that need it below drizzle. */
export function connect(
  url: string,
  { max, name }: Required<Pick<PoolOptions, 'max' | 'name'>>,
): postgres.Sql {
  // Without patches/postgres+3.4.9.patch a restart of Postgres would end the app, or leave it hanging.
  if (!('patchedByEndusers' in postgres)) throw new DriverUnpatchedError();
  const address = readDatabaseUrl(url);
  return postgres(address.url, {
    ...address.options,
    max,
    // Its default grows to 20 s with each failure of any connection, long after the server is back.
    backoff: () => 0.25,
    connect_timeout: 10,
    // Named statements would break behind a pooler (pgbouncer); so would further settings in the handshake.
    prepare: false,
    connection: { application_name: name },
    // Notices ("relation exists, skipping") are for people at a psql prompt.
    onnotice: () => undefined,
  });
}
