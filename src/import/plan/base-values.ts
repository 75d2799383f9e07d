// Computes the merge base: the values with which the member who edited the file started. It is stored as the differences
// from the current values, which are the changes made since.
//
// A row of an export started with what the export contains; where an earlier round with the same copy wrote a cell, it is
// that value. A row with an `import_ref` started with what that row was
// applied as: for the cells that it wrote, these are the values that it wrote.
import { type SQL, sql } from 'drizzle-orm';
import { flatValues } from '../../db/custom-fields.ts';
import { isAfterSnapshot } from '../../db/operations.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { PlanRules } from './rules.ts';
import { namedEndUser, stagedRows } from './staged-rows.ts';

/**
 * A temporary table: `end_user_id`; `fields`, an object with the base values of the fields that were changed since; and
 * `exported`, the exported values of fields that an earlier round with the same copy wrote. Each key of the custom fields has
 * an entry of its own, see `flatValues`.
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
    earlier_round as (${earlierRounds(rules)}),
    value_before as (
      select c.end_user_id, c.operation_id, v.key, v.value, earlier.wrote_in
      from changed_since c cross join lateral jsonb_each(c.before) v
      left join earlier_round earlier on earlier.end_user_id = c.end_user_id and earlier.key = v.key
      where c.applied_in is null or c.operation_id > c.applied_in or not exists (
        select from change a where a.workspace_id = ${workspaceId} and a.operation_id = c.applied_in
             and a.end_user_id = c.end_user_id and ${flatValues('a', 'after')} ? v.key)
    ),
    base_of_field as (
      -- The base value of a field is the value before its first change. What an earlier round wrote is in the copy.
      select distinct on (end_user_id, key) end_user_id, key, value, false as is_exported
      from value_before where wrote_in is null or operation_id > wrote_in
      order by end_user_id, key, operation_id
    ),
    exported_of_field as (
      select distinct on (end_user_id, key) end_user_id, key, value, true as is_exported
      from value_before where wrote_in is not null
      order by end_user_id, key, operation_id
    )
    select end_user_id, jsonb_object_agg(key, value) filter (where not is_exported) as fields,
      jsonb_object_agg(key, value) filter (where is_exported) as exported
    from (select * from base_of_field union all select * from exported_of_field) of_field
    group by end_user_id`);
  await tx.execute(sql`analyze ${baseTable}`);
}

/** The operation in which earlier rounds with the same copy last wrote each field: `end_user_id`, `key`, and `wrote_in`. */
function earlierRounds({ workspaceId, lineage = [] }: PlanRules): SQL {
  if (lineage.length === 0)
    return sql`select null::bigint as end_user_id, null::text as key, null::bigint as wrote_in where false`;
  return sql`
      select c.end_user_id, v.key, max(c.operation_id) as wrote_in
      from operation o
      join change c on c.workspace_id = o.workspace_id and c.operation_id = o.id
      cross join lateral jsonb_object_keys(${flatValues('c', 'after')}) v(key)
      where o.workspace_id = ${workspaceId} and c.before is not null and c.after is not null
           and o.import_id in (${sql.join(
             lineage.map((id) => sql`${id}::bigint`),
             sql`, `,
           )})
      group by 1, 2`;
}

/**
 * Whether the history judges the edits of a row, because nothing tells what it was made from: it has no reference, and
 * the file has no merge base, or one that doesn't contain its organization.
 */
export const isJudgedByHistory = ({ snapshot, baseOrganization = null }: PlanRules): SQL =>
  sql`(r.end_user_id is null ${
    snapshot === null
      ? sql``
      : baseOrganization === null
        ? sql`and false`
        : sql`and e.organization_id <> ${baseOrganization.id}`
  })`;
