// Reads the rows of a query in batches, so that a million rows are never in memory together.
import { type SQL, sql } from 'drizzle-orm';
import type { ResultRow } from './execute-one.ts';
import type { Transaction } from './transaction.ts';

/**
 * One cursor at a time per transaction. If the reader stops early, the cursor stays open until the transaction ends.
 *
 * @typeParam Row the columns of the `select`; nothing checks them against the query
 * @param batchSize in rows, however long they are: this many are in memory at a time
 */
export async function* rowsInBatches<Row extends Record<string, unknown>>(
  tx: Transaction,
  query: SQL,
  batchSize: number,
): AsyncGenerator<ResultRow<Row>[], void, undefined> {
  await tx.execute(sql`declare rows_in_batches no scroll cursor for ${query}`);
  const fetch = sql.raw(`fetch forward ${Math.trunc(batchSize)} from rows_in_batches`);
  for (;;) {
    const batch = await tx.execute<Row>(fetch);
    if (batch.length === 0) break;
    yield batch;
  }
  await tx.execute(sql`close rows_in_batches`);
}
