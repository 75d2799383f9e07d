// Brings the database to the schema of this version, at start.
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMissing } from 'drizzle-orm/postgres-js/migrator';
import { connect } from './database.ts';

/** Any number; the same in every process of this app. */
const LOCK = 7_306_841_955;

/**
 * Applies the migrations that are missing. Several processes may call this at once: of four without the
 * lock, three failed. The lock belongs to a session, so it needs a client with a single connection.
 *
 * @param url see `readDatabaseUrl`
 */
export async function migrate(url: string): Promise<void> {
  const client = connect(url, { max: 1, name: 'endusers migration' });
  try {
    await client`select pg_advisory_lock(${LOCK})`;
    await applyMissing(drizzle(client), {
      migrationsFolder: fileURLToPath(new URL('../../migrations', import.meta.url)),
    });
  } finally {
    // Ends the session, and with it the lock.
    await client.end();
  }
}
