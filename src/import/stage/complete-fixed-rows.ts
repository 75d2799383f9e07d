// Completes the rows that fix left-out rows of an earlier import: they may have only their `import_ref` and the changed cells.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { columnFields } from '../../model/columns.ts';

/** Fills the absent cells of staged rows from the left-out rows that they fix. */
export async function completeFixedRows(tx: Transaction, rows: SQL): Promise<void> {
  const filled = (column: string): SQL =>
    sql.raw(`${column} = coalesce(s.${column}, l.cells ->> '${column}')`);
  // Of a row of another site, its own ids: they are translated afterwards.
  const filledId = (column: string): SQL =>
    sql.raw(
      `${column} = coalesce(s.${column}, (l.cells ->> 'old_${column}')::bigint, (l.cells ->> '${column}')::bigint)`,
    );
  await tx.execute(sql`
    update ${rows} s
    set ${sql.join([filledId('customer_id'), filledId('contact_id'), ...columnFields.map(filled)], sql`, `)}
    from left_out_row l
    where l.workspace_id = current_setting('endusers.workspace', true)
      and l.import_id = s.ref_import and l.line = s.ref_line`);
}
