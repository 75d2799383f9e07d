// The types of the handles that queries are sent to.
import type { ExtractTablesWithRelations } from 'drizzle-orm';
import type { PostgresJsDatabase, PostgresJsTransaction } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';

export type Database = PostgresJsDatabase & { readonly $client: postgres.Sql };
export type Transaction = PostgresJsTransaction<
  Record<string, never>,
  ExtractTablesWithRelations<Record<string, never>>
>;
/** For queries that work with and without a transaction. */
export type Queryable = Database | Transaction;
