// Gets the driver's own handle on a transaction, for COPY, which drizzle doesn't support.
import type { TransactionSql } from 'postgres';
import type { Transaction } from './transaction.ts';

/** Queries sent through the handle run on the connection and in the transaction of `tx`. */
export function rawConnection(tx: Transaction): TransactionSql {
  // Cast: drizzle keeps the handle on the session, whose type is the one of all drivers and doesn't declare it.
  return (tx._.session as unknown as { client: TransactionSql }).client;
}
