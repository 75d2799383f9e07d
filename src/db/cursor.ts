// Reads the rows of a query in batches, so that none of a million is held.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from './transaction.ts';

/**
 * One cursor at a time in a transaction; it ends with the transaction when the reader leaves early.
 *
 * @param batchSize in rows: as many are held at a time, however long they are
 */
export async function* rowsInBatches<Row>(
  tx: Transaction,
  query: SQL,
  batchSize: number,
): AsyncGenerator<Row[], void, undefined> {
  await tx.execute(sql`declare rows_in_batches no scroll cursor for ${query}`);
  const fetch = sql.raw(`fetch forward ${Math.trunc(batchSize)} from rows_in_batches`);
  for (;;) {
    const batch = (await tx.execute(fetch)) as unknown as Row[];
    if (batch.length === 0) break;
    yield batch;
  }
  await tx.execute(sql`close rows_in_batches`);
}
