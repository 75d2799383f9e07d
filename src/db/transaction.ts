// What queries are sent to.
import type { ExtractTablesWithRelations } from 'drizzle-orm';
import type { PostgresJsDatabase, PostgresJsTransaction } from 'drizzle-orm/postgres-js';

export type Database = PostgresJsDatabase;
export type Transaction = PostgresJsTransaction<
  Record<string, never>,
  ExtractTablesWithRelations<Record<string, never>>
>;
/** Where it does not matter whether a transaction is around a query. */
export type Queryable = Database | Transaction;
