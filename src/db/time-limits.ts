// Time limits of the app's own transactions, in place of those that an administrator set for the role or the database.
import { sql } from 'drizzle-orm';

/**
 * Columns for a `select` in a transaction. The COPY of a file takes as long as its download, and a million rows are
 * written by one statement: a limit that fits other programs, such as 30 s, would end every large import. Postgres 17
 * and newer also have a limit for whole transactions, which can only be lifted from within.
 */
export const ownTimeLimits = sql`
  set_config('statement_timeout', '2h', true),
  case when current_setting('transaction_timeout', true) <> '0'
    then set_config('transaction_timeout', '0', true) end`;
