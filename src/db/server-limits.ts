// Limits that an administrator may have set for the app's role or its database, and that large imports run into.
import { connect } from './database.ts';

/** As `docs/operations.md` has it: what one process opens at most. */
const connectionsAtMost = 20;

/**
 * Such limits in words, such as `statement_timeout = 2s`.
 *
 * @param url see `readDatabaseUrl`
 */
export async function findServerLimits(url: string): Promise<string[]> {
  const client = connect(url, { max: 1, name: 'endusers limits' });
  try {
    const found = await client<{ named: string }[]>`
      select name || ' = ' || current_setting(name) as named from pg_settings
      where name in ('statement_timeout', 'transaction_timeout') and setting <> '0'
      union all
      select 'connection limit ' || rolconnlimit from pg_roles
      where rolname = current_user and rolconnlimit between 0 and ${connectionsAtMost - 1}
      order by 1`;
    return found.map(({ named }) => named);
  } finally {
    await client.end();
  }
}
