// Keeps the cells of left-out rows: a row that fixes one may have only the changed cells, see complete-fixed-rows.ts.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { columnFields } from '../../model/columns.ts';
import { maskHas } from '../stage/masks.ts';
import { planTable, rowTable } from '../stage/stage.ts';

/** Saves the rows that the plan of this import leaves out. A row that is still wrong is saved as the first one it was. */
export async function saveLeftOutRows(
  tx: Transaction,
  { workspaceId, importId }: { readonly workspaceId: string; readonly importId: number },
): Promise<void> {
  const cells = sql.join(
    [
      sql`'customer_id', s.customer_id::text, 'contact_id', s.contact_id::text, 'old_customer_id', s.old_customer_id::text,
        'old_contact_id', s.old_contact_id::text`,
      ...columnFields.map(
        (field) =>
          sql`${sql.raw(`'${field}'`)}, case when ${maskHas('coalesce(s.damaged, 0)', field)} then null else ${sql.raw(`s.${field}`)} end`,
      ),
    ],
    sql`, `,
  );
  await tx.execute(
    sql`delete from left_out_row where workspace_id = ${workspaceId} and saved_at < now() - interval '90 days'`,
  );
  await tx.execute(sql`
    insert into left_out_row (workspace_id, import_id, line, cells)
    select distinct on (1, 2, 3) ${workspaceId}, coalesce(s.ref_import, ${importId}),
           case when s.ref_import is null then s.line else s.ref_line end,
           jsonb_strip_nulls(jsonb_build_object(${cells}))
    from ${rowTable(importId)} s join ${planTable(importId)} p using (line)
    where p.problem is not null and (s.ref_import is null or s.ref_import < ${importId})
    order by 1, 2, 3, s.line
    on conflict (workspace_id, import_id, line)
    do update set cells = excluded.cells, saved_at = excluded.saved_at`);
}
