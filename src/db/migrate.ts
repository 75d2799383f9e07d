// Brings the database to the schema of this version, at start.
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMissing } from 'drizzle-orm/postgres-js/migrator';
import { connect } from './database.ts';
import { letActForWorkspaces } from './tenant-role.ts';

/** Any number; the same in every process of this app. */
const LOCK = 7_306_841_955;

/**
 * Applies the migrations that are missing. Several processes may call this at once: of four without the lock, three
 * failed. A lock of a session would stay with one of a pooler's connections when we are gone, and hold up the next
 * process for ever; so a transaction holds it, open beside the one in which the migrations run.
 *
 * @param url see `readDatabaseUrl`
 */
export async function migrate(url: string): Promise<void> {
  const client = connect(url, { max: 1, name: 'endusers migration' });
  const locking = connect(url, { max: 1, name: 'endusers migration lock' });
  try {
    await locking.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${LOCK})`;
      await applyMissing(drizzle(client), {
        migrationsFolder: fileURLToPath(new URL('../../migrations', import.meta.url)),
      });
      await letActForWorkspaces(client);
    });
  } finally {
    await Promise.all([client.end(), locking.end()]);
  }
}
