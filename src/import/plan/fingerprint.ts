// The fingerprint of a plan: a text that differs if the plan would do anything else.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';

/**
 * Reads the fingerprint of a table of planned rows (see `planRows`). It doesn't depend on the order of the rows. Two plans
 * with the same fingerprint do the same to the same values.
 */
export async function readFingerprint(tx: Transaction, table: SQL): Promise<string> {
  // Appended rather than in the row: the fingerprint of rows without custom fields stays that of earlier versions.
  // The sum of the 64-bit hashes is numeric, so it can't overflow.
  const [row] = await tx.execute<{ fingerprint: string }>(sql`
    select count(*) || ':' || coalesce(sum(hashtextextended(
      row(line, action, end_user_id, organization_id, changed, conflicts, damaged, present, problem, note,
          duplicate_candidate)::text || coalesce(custom::text, ''), 0)), 0) as fingerprint
    from ${table}`);
  return row!.fingerprint;
}

/** How many rows the table with this fingerprint has. */
export const countsInFingerprint = (fingerprint: string): number => Number(fingerprint.split(':')[0]);
