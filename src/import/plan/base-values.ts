// What the member who edited the file began with: the present values of the end users, but for what was changed since.
//
// A row of an export began with what the export saw. A row that names the row of a problem file began with what that
// was applied as: of the cells that it wrote, what they were written as.
import { sql } from 'drizzle-orm';
import { isAfter } from '../../db/operations.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { PlanRules } from './rules.ts';
import { namedEndUser, stagedRows } from './staged-rows.ts';

/** Temporary: `end_user_id`, and `fields`, an object of the fields that were changed since with their value then. */
export const baseTable = sql.raw('base_value');

export async function createBaseValues(tx: Transaction, rules: PlanRules): Promise<void> {
  const { workspaceId, snapshot } = rules;
  await tx.execute(sql`
    create temporary table ${baseTable} on commit drop as
    with named as materialized (
      select ${namedEndUser} as end_user_id, max(r.operation_id) as operation_id
      from ${stagedRows(rules)} where ${snapshot === null ? sql`r.operation_id is not null` : sql`${namedEndUser} is not null`}
      group by 1
    ),
    changed_since as (
      select c.end_user_id, c.operation_id, c.before, n.operation_id as applied_in
      from operation o
      join change c on c.workspace_id = o.workspace_id and c.operation_id = o.id
      join named n on n.end_user_id = c.end_user_id
      where o.workspace_id = ${workspaceId} and ${snapshot === null ? sql`false` : isAfter(sql`o`, snapshot)}
           and (o.undoes is distinct from n.operation_id or n.operation_id is null)
      union all
      select c.end_user_id, c.operation_id, c.before, n.operation_id
      from named n
      join change c on c.workspace_id = ${workspaceId} and c.end_user_id = n.end_user_id
           and c.operation_id > n.operation_id
      join operation o on o.workspace_id = c.workspace_id and o.id = c.operation_id
      -- What an undo put back can be applied again.
      where o.undoes is distinct from n.operation_id
    ),
    then_of_field as (
      -- The first change knows what was there before it.
      select distinct on (c.end_user_id, v.key) c.end_user_id, v.key, v.value
      from changed_since c cross join lateral jsonb_each(c.before) v
      where c.applied_in is null or c.operation_id > c.applied_in or not exists (
        select from change a where a.workspace_id = ${workspaceId} and a.operation_id = c.applied_in
             and a.end_user_id = c.end_user_id and a.after ? v.key)
      order by c.end_user_id, v.key, c.operation_id
    )
    select end_user_id, jsonb_object_agg(key, value) as fields from then_of_field group by end_user_id`);
  await tx.execute(sql`analyze ${baseTable}`);
}
