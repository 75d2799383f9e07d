// Finds limits of the database server that can stop large imports.
import { connect } from './database.ts';

/** The maximum that one process opens, see `docs/operations.md`. */
const maxConnections = 20;

/**
 * Limits that an administrator set for the app's role or database, such as `statement_timeout = 2s`.
 *
 * @param url see `readDatabaseUrl`
 */
export async function findServerLimits(url: string): Promise<string[]> {
  const client = connect(url, { max: 1, name: 'endusers limits' });
  try {
    const rows = await client<{ limit: string }[]>`
      select name || ' = ' || current_setting(name) as "limit" from pg_settings
      where name in ('statement_timeout', 'transaction_timeout') and setting <> '0'
      union all
      select 'connection limit ' || rolconnlimit from pg_roles
      where rolname = current_user and rolconnlimit between 0 and ${maxConnections - 1}
      order by 1`;
    return rows.map(({ limit }) => limit);
  } finally {
    await client.end();
  }
}
