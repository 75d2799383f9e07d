// Whether the database answers.
import { sql } from 'drizzle-orm';
import type { Database } from './transaction.ts';

export async function checkDatabase(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}
