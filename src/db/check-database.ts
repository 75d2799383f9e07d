// Checks that the database answers a query.
import { sql } from 'drizzle-orm';
import type { Database } from './transaction.ts';

/** @throws the query's error when the database does not answer */
export async function checkDatabase(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}
