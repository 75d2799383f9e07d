// The driver's own handle on a transaction, for what drizzle has no words for: COPY.
import type { TransactionSql } from 'postgres';
import type { Transaction } from './transaction.ts';

/** Queries sent through the handle run on the connection, and in the transaction, of `tx`. */
export function rawConnection(tx: Transaction): TransactionSql {
  // drizzle keeps the handle on the session, but its type of `session` is that of all drivers.
  return (tx._.session as unknown as { client: TransactionSql }).client;
}
