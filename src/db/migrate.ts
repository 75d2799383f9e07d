// Brings the database to the schema of this version, at start.
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMissing } from 'drizzle-orm/postgres-js/migrator';
import type postgres from 'postgres';
import { connect } from './database.ts';
import { ensureTenantRole } from './tenant-role.ts';

/** Any number; the same in every process of this app. */
const LOCK = 7_306_841_955;

const OLDEST = 140_000;

/** Another version or encoding than what the app can work with. */
export class UnsuitableDatabaseError extends Error {
  override readonly name = 'UnsuitableDatabaseError';
}

/**
 * Applies the migrations that are missing. Several processes may call this at once: of four without the lock, three
 * failed. A lock of a session would stay with one of a pooler's connections when we are gone, and hold up the next
 * process for ever; so a transaction holds it, open beside the one in which the migrations run.
 *
 * @param url see `readDatabaseUrl`
 * @throws UnsuitableDatabase before anything is made in it
 */
export async function migrate(url: string): Promise<void> {
  const client = connect(url, { max: 1, name: 'endusers migration' });
  const locking = connect(url, { max: 1, name: 'endusers migration lock' });
  try {
    await locking.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${LOCK})`;
      await mustSuit(client);
      await applyMissing(drizzle(client), {
        migrationsFolder: fileURLToPath(new URL('../../migrations', import.meta.url)),
      });
      await ensureTenantRole(client);
    });
  } finally {
    await Promise.all([client.end(), locking.end()]);
  }
}

async function mustSuit(client: postgres.Sql): Promise<void> {
  const [server] = await client<{ version: number; named: string; encoding: string }[]>`
    select current_setting('server_version_num')::integer as version, current_setting('server_version') as named,
      current_setting('server_encoding') as encoding`;
  const { version, named, encoding } = server!;
  if (version < OLDEST) throw new UnsuitableDatabaseError(`is of Postgres ${named}; it must be 14 or newer`);
  if (encoding !== 'UTF8') throw new UnsuitableDatabaseError(`holds text as ${encoding}; it must be UTF8`);
}
