// Runs a query that always returns a row, such as an aggregate.
import type { Assume, SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Queryable } from './transaction.ts';

/** A row as drizzle types it: for any type of object, `Row` itself. */
export type ResultRow<Row> = Assume<Row, postgres.Row>;

/**
 * @typeParam Row the columns of the `select`; nothing checks them against the query
 * @throws Error when the query returns no row
 */
export async function executeOne<Row extends Record<string, unknown>>(
  db: Queryable,
  query: SQL,
): Promise<ResultRow<Row>> {
  const [row] = await db.execute<Row>(query);
  if (row === undefined) throw new Error('a query that always returns a row returned none');
  return row;
}
