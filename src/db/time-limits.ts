// Time limits of the app's own transactions, in place of those that an administrator set for the role or the database.
/**
 * How long Postgres waits for the next statement of a transaction before it ends it, and with it the locks: its process
 * may be paused, or have vanished, or the network may have. While a file is copied, its transaction counts as active.
 */
export const idleLimitMs = {
  /** Another process ends the transaction sooner, see src/queue/lost-transactions.ts. */
  ofJobs: 30_000,
  /** Of clicks, commands, forms, and the queue itself. They wait for nothing but Postgres. */
  ofOthers: 8_000,
} as const;

export type Settings = Readonly<Record<string, string>>;

/** The settings of a transaction whose process may vanish. Those about TCP have no effect on a Unix socket. */
export const lostClientSettings = (idleMs: number): Settings => ({
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
  tcp_user_timeout: '20s',
  idle_in_transaction_session_timeout: String(idleMs),
});

/**
 * Columns for a `select`. The settings end with the transaction, so a pooler can't pass them on with the connection.
 *
 * @throws Error where a value has a character that could end the literal
 */
export const setLocally = (settings: Settings): string =>
  Object.entries(settings)
    .map(([key, value]) => `set_config('${key}', ${literal(value)}, true)`)
    .join(', ');

/** The values are ids, numbers with units, and words: none needs to be escaped. */
function literal(value: string): string {
  if (!/^[\w. -]*$/.test(value)) throw new Error('a setting has an unexpected character');
  return `'${value}'`;
}

/**
 * Columns for a `select` in a transaction. The COPY of a file takes as long as its download, and a million rows are
 * written by one statement: a limit that fits other programs, such as 30 s, would end every large import. Postgres 17
 * and newer also have a limit for whole transactions, which can only be lifted from within.
 */
export const ownTimeLimits = `
  set_config('statement_timeout', '2h', true),
  case when current_setting('transaction_timeout', true) <> '0'
    then set_config('transaction_timeout', '0', true) end`;
