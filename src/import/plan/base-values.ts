// Computes the merge base: the values with which the member who edited the file started. It is stored as the differences
// from the current values, which are the changes made since.
//
// A row of an export started with what the export contains. A row with an `import_ref` started with what that row was
// applied as: for the cells that it wrote, these are the values that it wrote.
import { sql } from 'drizzle-orm';
import { flatValues } from '../../db/custom-fields.ts';
import { isAfterSnapshot } from '../../db/operations.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { PlanRules } from './rules.ts';
import { namedEndUser, stagedRows } from './staged-rows.ts';

/**
 * A temporary table: `end_user_id`, and `fields`, an object with the base values of the fields that were changed since. Each
 * key of the custom fields has an entry of its own, see `flatValues`.
 */
export const baseTable = sql.raw('base_value');

/** Creates the table `baseTable`. */
export async function createBaseValues(tx: Transaction, rules: PlanRules): Promise<void> {
  const { workspaceId, snapshot } = rules;
  const isNamed = snapshot === null ? sql`r.operation_id is not null` : sql`${namedEndUser} is not null`;
  const isAfterExport = snapshot === null ? sql`false` : isAfterSnapshot(sql`o`, snapshot);
  await tx.execute(sql`
    create temporary table ${baseTable} on commit drop as
    with named as materialized (
      select ${namedEndUser} as end_user_id, max(r.operation_id) as operation_id
      from ${stagedRows(rules)} where ${isNamed}
      group by 1
    ),
    changed_since as (
      select c.end_user_id, c.operation_id, ${flatValues('c', 'before')} as before, n.operation_id as applied_in
      from operation o
      join change c on c.workspace_id = o.workspace_id and c.operation_id = o.id
      join named n on n.end_user_id = c.end_user_id
      where o.workspace_id = ${workspaceId} and ${isAfterExport}
           and (o.undoes is distinct from n.operation_id or n.operation_id is null)
      union all
      select c.end_user_id, c.operation_id, ${flatValues('c', 'before')}, n.operation_id
      from named n
      join change c on c.workspace_id = ${workspaceId} and c.end_user_id = n.end_user_id
           and c.operation_id > n.operation_id
      join operation o on o.workspace_id = c.workspace_id and o.id = c.operation_id
      -- Without the undo of the row's own operation: what was undone can be applied again.
      where o.undoes is distinct from n.operation_id
    ),
    base_of_field as (
      -- The base value of a field is the value before its first change.
      select distinct on (c.end_user_id, v.key) c.end_user_id, v.key, v.value
      from changed_since c cross join lateral jsonb_each(c.before) v
      where c.applied_in is null or c.operation_id > c.applied_in or not exists (
        select from change a where a.workspace_id = ${workspaceId} and a.operation_id = c.applied_in
             and a.end_user_id = c.end_user_id and ${flatValues('a', 'after')} ? v.key)
      order by c.end_user_id, v.key, c.operation_id
    )
    select end_user_id, jsonb_object_agg(key, value) as fields from base_of_field group by end_user_id`);
  await tx.execute(sql`analyze ${baseTable}`);
}
