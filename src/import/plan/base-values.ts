// Computes the merge base: the values with which the member who edited the file started. It is stored as the differences
// from the current values, which are the changes made since.
//
// A row of an export started with what the export contains, or with what an earlier round with the same copy wrote. A row
// with an `import_ref` started with what that row was applied as: for the cells that it wrote, with the values that it wrote.
import { type SQL, sql } from 'drizzle-orm';
import { flatValues } from '../../db/custom-fields.ts';
import { history } from '../../db/history.ts';
import { isOneOf } from '../../db/is-one-of.ts';
import { isAfterSnapshot } from '../../db/operations.ts';
import type { Transaction } from '../../db/transaction.ts';
import { joinCandidates, meantEndUser } from './duplicate-candidates.ts';
import type { PlanRules } from './rules.ts';
import { stagedRows } from './staged-rows.ts';

/**
 * A temporary table: `end_user_id`; `fields`, an object with the base values of the fields that were changed since; and
 * `exported`, the exported values of fields that an earlier round with the same copy wrote. Each key of the custom fields has
 * an entry of its own, see `flatValues`. `is_outside`: whether the end user was of another organization than that of the
 * export, so that the export didn't contain them; then nothing else is known.
 */
export const baseTable = sql.raw('base_value');

/**
 * Creates the table `baseTable`.
 *
 * @param isAnyKnown whether any row may be about somebody who is there; otherwise, the table is empty
 */
export async function createBaseValues(
  tx: Transaction,
  rules: PlanRules,
  isAnyKnown: boolean,
): Promise<void> {
  await tx.execute(sql`
    create temporary table ${baseTable} (end_user_id bigint, fields jsonb, exported jsonb, is_outside boolean) on commit drop`);
  if (!isAnyKnown) return;
  const { workspaceId, snapshot, baseOrganization = null } = rules;
  const endUserId = meantEndUser(rules);
  const isNamed = snapshot === null ? sql`r.operation_id is not null` : sql`${endUserId} is not null`;
  // Only of a row without a reference: that of another one tells by itself what it was made from.
  const isOutside =
    baseOrganization === null
      ? sql`null::boolean`
      : sql`case when v.key = 'organization_id' and not exists (
          select from named n where n.end_user_id = v.end_user_id and n.operation_id is not null)
        then (v.value #>> '{}')::bigint <> ${baseOrganization.id} end`;
  const isAfterExport = snapshot === null ? sql`false` : isAfterSnapshot(sql`o`, snapshot);
  await tx.execute(sql`
    insert into ${baseTable}
    with named as materialized (
      select ${endUserId} as end_user_id, max(r.operation_id) as operation_id
      from ${stagedRows(rules)} ${joinCandidates} where ${isNamed}
      group by 1
    ),
    changed_since as (
      select c.end_user_id, c.operation_id, ${flatValues('c', 'before')} as before, n.operation_id as applied_in
      from operation o
      join ${history} c on c.workspace_id = o.workspace_id and c.operation_id = o.id
      join named n on n.end_user_id = c.end_user_id
      where o.workspace_id = ${workspaceId} and ${isAfterExport}
           and (o.undoes is distinct from n.operation_id or n.operation_id is null)
      union all
      select c.end_user_id, c.operation_id, ${flatValues('c', 'before')}, n.operation_id
      from named n
      join ${history} c on c.workspace_id = ${workspaceId} and c.end_user_id = n.end_user_id
           and c.operation_id > n.operation_id
      join operation o on o.workspace_id = c.workspace_id and o.id = c.operation_id
      -- Without the undo of the row's own operation: what was undone can be applied again.
      where o.undoes is distinct from n.operation_id
    ),
    earlier_round as (${earlierRounds(rules)}
    ),
    value_before as (
      -- The base value of a field is the value before its first change.
      select distinct on (c.end_user_id, v.key) c.end_user_id, v.key, v.value
      from changed_since c cross join lateral jsonb_each(c.before) v
      where c.applied_in is null or c.operation_id > c.applied_in or not exists (
        select from change a where a.workspace_id = ${workspaceId} and a.operation_id = c.applied_in
             and a.end_user_id = c.end_user_id and ${flatValues('a', 'after')} ? v.key)
      order by c.end_user_id, v.key, c.operation_id
    ),
    of_field as (
      select v.end_user_id, v.key, case when earlier.key is null then v.value else earlier.wrote end as value,
        case when earlier.key is not null then v.value end as exported, earlier.key is not null as is_earlier,
        ${isOutside} as is_outside
      from value_before v left join earlier_round earlier using (end_user_id, key)
    ),
    of_end_user as (
      select end_user_id, jsonb_object_agg(key, value) as fields,
        jsonb_object_agg(key, exported) filter (where is_earlier) as exported,
        bool_or(is_outside) as is_outside
      from of_field group by end_user_id
    )
    select end_user_id, case when is_outside is not true then fields end as fields,
      case when is_outside is not true then exported end as exported, is_outside
    from of_end_user`);
  await tx.execute(sql`analyze ${baseTable}`);
}

/** What earlier rounds with the same copy last wrote to each field: `end_user_id`, `key`, and `wrote`. It is in the copy. */
function earlierRounds({ workspaceId, lineage = [] }: PlanRules): SQL {
  if (lineage.length === 0)
    return sql`select null::bigint as end_user_id, null::text as key, null::jsonb as wrote where false`;
  return sql`
      select distinct on (c.end_user_id, v.key) c.end_user_id, v.key, v.value as wrote
      from operation o
      join change c on c.workspace_id = o.workspace_id and c.operation_id = o.id
      join named n on n.end_user_id = c.end_user_id and n.operation_id is null
      cross join lateral jsonb_each(${flatValues('c', 'after')}) v
      where o.workspace_id = ${workspaceId} and o.kind = 'import' and c.before is not null and c.after is not null
           and ${isOneOf('o.import_id', lineage)}
      order by c.end_user_id, v.key, c.operation_id desc`;
}

/** The join of the base values, `b`, of the end user, `e`, that a row means. */
export const joinBaseValues = (rules: PlanRules): SQL =>
  sql`left join ${baseTable} b on b.end_user_id = e.id
    ${rules.snapshot === null ? sql`and r.end_user_id is not null` : sql``}`;

/**
 * Whether the history judges the edits of a row, because nothing tells what it was made from: it has no reference, and
 * the file has no merge base, or one that doesn't contain its end user, who was of another organization then.
 */
export const isJudgedByHistory = ({ snapshot, baseOrganization = null }: PlanRules): SQL =>
  sql`(r.end_user_id is null ${
    snapshot === null
      ? sql``
      : baseOrganization === null
        ? sql`and false`
        : sql`and coalesce(b.is_outside, e.organization_id <> ${baseOrganization.id})`
  })`;
