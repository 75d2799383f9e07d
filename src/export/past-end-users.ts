// The end users as they were at a moment of the past, computed from the recorded history.
//
// The value of a cell at the moment is the `before` of its first change after the moment, else the current value. Who was
// created or restored after the moment is absent. Who was removed after it is in the `before` of the removal, as a whole row;
// then only the changes up to the removal count.
import { type SQL, sql } from 'drizzle-orm';
import { applyBulkPlannerSettings } from '../db/bulk-planner-settings.ts';
import { flatValues, keyPrefix, withKeys, withoutNulls } from '../db/custom-fields.ts';
import { sqlTypeOf } from '../db/field-types.ts';
import { history } from '../db/history.ts';
import { isAfterMoment, type Past } from '../db/moments.ts';
import type { Transaction } from '../db/transaction.ts';
import { type Field, fields } from '../model/columns.ts';

/**
 * A temporary table, one row for each end user with changes after the moment: `is_absent` (restored after it), `is_whole` (the
 * values are those of a whole row), the values that differ from today's in `fields`, and those of the custom fields' keys in
 * `custom`.
 */
const pastValues = sql.raw('past_value');

/** Creates the temporary table that `pastEndUsers` reads. */
export async function createPastValues(
  tx: Transaction,
  workspaceId: string,
  organizationId: number | null,
  past: Past,
): Promise<void> {
  const isLater = isAfterMoment(sql.raw('c.operation_id'), past);
  // Who was removed is not in `end_user`; their organization is in the removal. Who was moved away since was here.
  const ofOrganization =
    organizationId === null
      ? sql``
      : sql`and (not exists (select from end_user e where e.workspace_id = c.workspace_id and e.id = c.end_user_id
            and e.organization_id <> ${organizationId}::bigint)
          or c.end_user_id in (select c.end_user_id from ${history} c
            where c.workspace_id = ${workspaceId} and ${isLater} and c.organization_id = ${organizationId}::bigint))`;
  // How many end users were changed since is known only afterwards; this is right for many and good for few.
  await applyBulkPlannerSettings(tx, workspaceId, Number.POSITIVE_INFINITY);
  const isKey = sql`starts_with(v.key, ${keyPrefix})`;
  // Of equal keys, the last one stays: the value from before the first change.
  await tx.execute(sql`
    create temporary table ${pastValues} on commit drop as
    with since as (
      select c.end_user_id, c.operation_id, c.before, c.after, min(c.operation_id) over of_end_user as first_in,
        min(c.operation_id) filter (where c.after is null) over of_end_user as removed_in
      from ${history} c
      where c.workspace_id = ${workspaceId} and ${isLater} ${ofOrganization}
      window of_end_user as (partition by c.end_user_id)
    )
    select c.end_user_id, bool_or(c.before is null and c.operation_id = c.first_in) as is_absent,
      bool_or(c.removed_in is not null) as is_whole,
      jsonb_object_agg(v.key, v.value order by c.operation_id desc) filter (where not ${isKey}) as fields,
      jsonb_object_agg(substr(v.key, ${keyPrefix.length + 1}::integer), v.value order by c.operation_id desc)
        filter (where ${isKey}) as custom
    from since c left join lateral jsonb_each(${flatValues('c', 'before')}) v on true
    where c.removed_in is null or c.operation_id <= c.removed_in
    group by c.end_user_id`);
  await tx.execute(sql`analyze ${pastValues}`);
}

const recorded = (name: string, type: string): SQL => sql.raw(`(p.fields ->> '${name}')::${type}`);

/** The value that the history has. */
const recordedValue = (field: Field): SQL =>
  field === 'custom_fields' ? withoutNulls(sql.raw('p.custom')) : recorded(field, sqlTypeOf(field));

/** The value at the moment of an end user `e` who still exists, with or without changes `p`. */
function valueThen(field: Field): SQL {
  const current = sql.raw(`e.${field}`);
  if (field === 'custom_fields')
    return sql`case when p.is_whole then ${recordedValue(field)}
      when p.custom is not null then ${withKeys(current, sql.raw('p.custom'))} else ${current} end`;
  return sql`case when p.fields ? ${sql.raw(`'${field}'`)} then ${recordedValue(field)} else ${current} end`;
}

const namedFields = (value: (field: Field) => SQL): SQL =>
  sql.join(
    fields.map((field) => sql`${value(field)} as ${sql.raw(field)}`),
    sql`, `,
  );

/** What stands for the table of end users in a query, with the columns of a file. */
export function pastEndUsers(workspaceId: string, organizationId: number | null, past: Past): SQL {
  const createdLater = (createdIn: SQL) => isAfterMoment(createdIn, past);
  const of = (id: SQL): SQL => (organizationId === null ? sql`` : sql`and ${id} = ${organizationId}::bigint`);
  const createdIn = recorded('created_in', 'bigint');
  return sql`(
    select e.workspace_id, e.id, ${namedFields(valueThen)}
    from end_user e left join ${pastValues} p on p.end_user_id = e.id
    where e.workspace_id = ${workspaceId} ${of(valueThen('organization_id'))}
      and p.is_absent is not true and (${createdLater(sql.raw('e.created_in'))}) is not true
    union all
    select ${workspaceId}, p.end_user_id, ${namedFields(recordedValue)}
    from ${pastValues} p
    where p.is_whole and not p.is_absent and (${createdLater(createdIn)}) is not true ${of(recordedValue('organization_id'))}
      and not exists (select from end_user e where e.workspace_id = ${workspaceId} and e.id = p.end_user_id)
  )`;
}
