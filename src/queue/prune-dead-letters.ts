// Deletes old dead letters. The log keeps the errors for as long as the operator keeps the log.
import { sql } from 'drizzle-orm';
import type { Queryable } from '../db/transaction.ts';

/** How long an operator can look up a dead letter by its error reference; docs/operations.md names it. */
export const deadLetterDays = 90;

export async function pruneDeadLetters(db: Queryable): Promise<void> {
  await db.execute(sql`delete from job where failed_at < now() - ${deadLetterDays} * interval '1 day'`);
}
