// Completes the rows that fix left-out rows of an earlier import: they may have only their `import_ref` and the changed cells.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { columnFields } from '../../model/columns.ts';

/** Fills the absent cells of staged rows from the left-out rows that they fix. */
export async function completeFixedRows(tx: Transaction, rows: SQL): Promise<void> {
  const filled = (column: string, type: string): SQL =>
    sql.raw(`${column} = coalesce(s.${column}, (l.cells ->> '${column}')${type})`);
  await tx.execute(sql`
    update ${rows} s
    set ${sql.join(
      [
        filled('customer_id', '::bigint'),
        filled('contact_id', '::bigint'),
        ...columnFields.map((field) => filled(field, '')),
      ],
      sql`, `,
    )}
    from left_out_row l
    where l.workspace_id = current_setting('endusers.workspace', true)
      and l.import_id = s.ref_import and l.line = s.ref_line`);
}
