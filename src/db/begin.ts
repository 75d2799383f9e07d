// Begins transactions, with their settings in the same message: each message and its answer take a small file as long as
// a query.
import { PgDialect, type PgTransactionConfig } from 'drizzle-orm/pg-core';
import { PostgresJsSession, PostgresJsTransaction } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import type { Database, Transaction } from './transaction.ts';

/** What the patched driver takes in place of the mode alone. @see patches/README.md */
type Opening = {
  readonly mode: string;
  /** SQL that Postgres runs with the `begin`: if it fails, the transaction is rolled back. */
  readonly first: string;
};
type Begin = <Result>(
  opening: Opening,
  work: (client: postgres.TransactionSql) => Promise<Result>,
) => Promise<Result>;

const dialect = new PgDialect();

/**
 * Runs `work` in a transaction, like `db.transaction`.
 *
 * @param columns of a `select` that the transaction begins with
 */
export function begin<Result>(
  db: Database,
  columns: string,
  work: (tx: Transaction) => Promise<Result>,
  { isolationLevel, accessMode }: PgTransactionConfig = {},
): Promise<Result> {
  const level = isolationLevel === undefined ? '' : `isolation level ${isolationLevel} `;
  // Cast: the driver's types know nothing of its patch.
  const client = db.$client as unknown as { readonly begin: Begin };
  // As `db.transaction` does it (drizzle-orm/postgres-js, session.js). Casts: drizzle's types contradict the driver's there.
  return client.begin({ mode: level + (accessMode ?? ''), first: `select ${columns}` }, (reserved) => {
    const session = new PostgresJsSession(reserved as never, dialect, undefined);
    return work(new PostgresJsTransaction(dialect, session as never, undefined) as Transaction);
  });
}
