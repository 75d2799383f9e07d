// What an export said of the end users: their present values, but for what was changed after it.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';

/** Temporary: `end_user_id`, and `fields`, an object of the fields that were changed since with their value then. */
export const baseTable = sql.raw('base_value');

/**
 * @param snapshot the export's `pg_snapshot`: not clocks but the database itself tells what came after it, also of a
 *   transaction that was under way while the export ran. `null`: the file has no base, and the table is empty.
 */
export async function makeBaseValues(
  tx: Transaction,
  workspaceId: string,
  snapshot: string | null,
): Promise<void> {
  await tx.execute(sql`
    create temporary table ${baseTable} on commit drop as
    with then_of_field as (
      -- The first change after the export knows what was there before it.
      select distinct on (c.end_user_id, v.key) c.end_user_id, v.key, v.value
      from operation o
      join change c on c.workspace_id = o.workspace_id and c.operation_id = o.id
      cross join lateral jsonb_each(c.before) v
      where o.workspace_id = ${workspaceId}
        and not pg_visible_in_snapshot(o.transaction, ${snapshot}::pg_snapshot)
      order by c.end_user_id, v.key, c.operation_id
    )
    select end_user_id, jsonb_object_agg(key, value) as fields from then_of_field group by end_user_id`);
  await tx.execute(sql`analyze ${baseTable}`);
}
