// Migrates the database to the schema of this version, at startup.
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMissing } from 'drizzle-orm/postgres-js/migrator';
import type postgres from 'postgres';
import { connect } from './database.ts';
import { ensureTenantRole } from './tenant-role.ts';

/** An arbitrary number, the same in every process of this app. */
const LOCK = 7_306_841_955;

/** As Postgres numbers its versions: 14.0. */
const MIN_SERVER_VERSION = 140_000;

/** The database has a version or an encoding that the app can't work with. */
export class UnsuitableDatabaseError extends Error {
  override readonly name = 'UnsuitableDatabaseError';
}

/**
 * Applies the missing migrations. Several processes may call this at once: of four without the lock, three failed. A
 * transaction holds the lock, open beside the one that runs the migrations. A session-level lock would stay with a
 * pooler's connection after this process has ended, and block the next process forever.
 *
 * @param url see `readDatabaseUrl`
 * @throws UnsuitableDatabaseError before anything is created in the database
 */
export async function migrate(url: string): Promise<void> {
  const client = connect(url, { max: 1, name: 'endusers migration' });
  const lockClient = connect(url, { max: 1, name: 'endusers migration lock' });
  try {
    await lockClient.begin(async (tx) => {
      // Waits as long as the migrations of another process take.
      await tx`set local statement_timeout = 0`;
      await tx`select pg_advisory_xact_lock(${LOCK})`;
      await requireSuitableDatabase(client);
      await applyMissing(drizzle(client), {
        migrationsFolder: fileURLToPath(new URL('../../migrations', import.meta.url)),
      });
      await ensureTenantRole(client);
    });
  } finally {
    await Promise.all([client.end(), lockClient.end()]);
  }
}

async function requireSuitableDatabase(client: postgres.Sql): Promise<void> {
  const [server] = await client<{ version: number; named: string; encoding: string }[]>`
    select current_setting('server_version_num')::integer as version, current_setting('server_version') as named,
      current_setting('server_encoding') as encoding`;
  const { version, named, encoding } = server!; // a select without a table always returns one row
  if (version < MIN_SERVER_VERSION)
    throw new UnsuitableDatabaseError(`is of Postgres ${named}; it must be 14 or newer`);
  if (encoding !== 'UTF8') throw new UnsuitableDatabaseError(`holds text as ${encoding}; it must be UTF8`);
}
