/** Opens the database: one pool for all of the app. */

import type { ExtractTablesWithRelations } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase, type PostgresJsTransaction } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { readDatabaseUrl } from './database-url.ts';

export type Database = PostgresJsDatabase;
export type Transaction = PostgresJsTransaction<
  Record<string, never>,
  ExtractTablesWithRelations<Record<string, never>>
>;
/** What a query can be sent to, where it does not matter whether a transaction is around it. */
export type Queryable = Database | Transaction;

export type OpenDatabase = {
  db: Database;
  /**
   * Waits for the queries under way, then closes all connections; after `graceMs` it breaks them off.
   * Queries sent afterwards are rejected.
   */
  close(graceMs?: number): Promise<void>;
};

/**
 * Opens a pool. Nothing is sent yet: connections are made when they are needed, and again when they break.
 *
 * @param url see `readDatabaseUrl`
 * @param max connections at most. Each running job holds one or two, a click one for milliseconds.
 * @param name the application_name that the server's list of activity shows
 */
export function openDatabase(
  url: string,
  { max = 10, name = 'endusers' }: { max?: number; name?: string } = {},
): OpenDatabase {
  const client = connect(url, { max, name });
  return {
    db: drizzle(client),
    close: (graceMs = 5_000) => client.end({ timeout: graceMs / 1000 }),
  };
}

/** The driver, for the few places in this folder that need it below drizzle. */
export function connect(url: string, { max, name }: { max: number; name: string }): postgres.Sql {
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
