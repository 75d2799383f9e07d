// Keeps by what the new rows of a large plan are told from others, so that a small import that comes while the large one is
// applied finds in moments whether both create the same people, see src/import/overlap.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { weightOfRows } from '../../model/job-weight.ts';
import { keyTable, takeOver } from '../stage/stage.ts';
import { emailIn, nameIn, newRows } from './duplicate-candidates.ts';

/** Creates a table with `line`, `email_key`, and `name_key` of the rows that would be new: hashes, of what they have within their organization. */
export async function keepKeys(tx: Transaction, importId: number, rows: number): Promise<void> {
  if (weightOfRows(rows) === 'light') return;
  await tx.execute(sql`
    create unlogged table ${keyTable(importId)} as
    select line, ${emailIn('n')} as email_key, ${nameIn('n')} as name_key from ${newRows} n
    where organization_id is not null and (email_key is not null or name_key is not null)`);
  await takeOver(tx, 'key', importId);
}
