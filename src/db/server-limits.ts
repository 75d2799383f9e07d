// Finds limits of the database server that can stop imports. Time limits are none: see time-limits.ts.
import { connect } from './database.ts';

/** The maximum that one process opens: while it works 23 (and one more for a moment), and two more while it starts. */
const maxConnections = 25;

/**
 * Limits that an administrator set for the app's role, such as `connection limit 10`.
 *
 * @param url see `readDatabaseUrl`
 */
export async function findServerLimits(url: string): Promise<string[]> {
  const client = connect(url, { max: 1, name: 'endusers limits' });
  try {
    const rows = await client<{ limit: string }[]>`
      select 'connection limit ' || rolconnlimit as "limit" from pg_roles
      where rolname = current_user and rolconnlimit between 0 and ${maxConnections - 1}`;
    return rows.map(({ limit }) => limit);
  } finally {
    await client.end();
  }
}
