// SQL for all cells that an import changed, one row each, from the recorded history: the staged rows are gone by then.
import { type SQL, sql } from 'drizzle-orm';
import { csvCell } from '../../db/csv-cell.ts';
import { flatValues, keyPrefix, withoutNulls } from '../../db/custom-fields.ts';
import { history } from '../../db/history.ts';
import { shownText } from '../../db/shown-value.ts';
import { columnFields, type Field } from '../../model/columns.ts';
import { plainFields } from '../stage/cells.ts';

export type AppliedImport = {
  readonly workspaceId: string;
  readonly importId: number;
  /** The operation in which the import was applied, not an undo or redo of it. */
  readonly operationId: number;
};

const order = (key: string): SQL =>
  sql.raw(
    `coalesce(array_position(array[${plainFields.map((field) => `'${field}'`).join(', ')}], ${key}), 99)`,
  );

const lengthOfPrefix = sql.raw(String(keyPrefix.length + 1));

/** Of the end user `e`, or of a row that has its columns, with `was`, the values that were changed since. */
const valueAtCreation = (field: Field, changed = 'l', stored = 'e'): SQL =>
  sql.raw(
    `case when ${changed}.was ? '${field}' then ${changed}.was ->> '${field}' else ${stored}.${field}::text end`,
  );

/** The cells of the end users that the import updated. */
const updatedCells = ({ workspaceId, operationId }: AppliedImport): SQL => sql`
  select c.end_user_id, ${order('v.key')} as at,
         case when starts_with(v.key, ${keyPrefix}) then 'custom: ' || substr(v.key, ${lengthOfPrefix})
              when v.key = 'organization_id' then 'organization' else v.key end as field,
         case when v.differs then v.was::text else ${shownText(workspaceId, sql`v.key`, sql`v.was #>> '{}'`)} end as now,
         case when v.differs then v.value::text else ${shownText(workspaceId, sql`v.key`, sql`v.value #>> '{}'`)} end as will_be, c.end_user, c.who
  from (
    select c.end_user_id, ${flatValues('c', 'before')} as before, ${flatValues('c', 'after')} as after,
           coalesce(e.name, e.email) as end_user, ${csvCell(sql`coalesce(e.name, e.email)`)} as who
    from change c left join end_user e on e.workspace_id = ${workspaceId} and e.id = c.end_user_id
    where c.workspace_id = ${workspaceId} and c.operation_id = ${operationId} and c.before is not null and c.after is not null
    order by c.end_user_id offset 0
  ) c
  cross join lateral (
    select n.key, nullif(n.value, 'null') as value, nullif(c.before -> n.key, 'null') as was,
           coalesce(jsonb_typeof(nullif(c.before -> n.key, 'null')) <> jsonb_typeof(nullif(n.value, 'null')), false) as differs
    from jsonb_each(c.after) n
  ) v`;

/**
 * The cells of the end users that the import created, as they were created: the value before the first change since, or else
 * the current one. An end user who was removed since is in the history as a whole.
 */
const createdCells = ({ workspaceId, importId, operationId }: AppliedImport): SQL => sql`
  select c.end_user_id, v.at, v.field, null as now, v.value as will_be, c.end_user, c.who
  from (
    select c.*, ${csvCell(sql`c.end_user`)} as who
    from (
      select c.id as end_user_id, l.was,
             case when l.keys is null then e.custom_fields
               else ${withoutNulls(sql`coalesce(e.custom_fields, '{}') || l.keys`)} end as custom,
             coalesce(${valueAtCreation('name')}, ${valueAtCreation('email')}) as end_user,
             ${sql.raw(plainFields.map((field) => `e.${field}`).join(', '))}
      from (
        select id from end_user where workspace_id = ${workspaceId} and created_in = ${operationId}
        union
        select c.end_user_id from operation o
        join ${history} c on c.workspace_id = o.workspace_id and c.operation_id = o.id
        where o.workspace_id = ${workspaceId} and o.import_id = ${importId} and c.after is null
          and c.created_in = ${operationId}
      ) c
      left join end_user e on e.workspace_id = ${workspaceId} and e.id = c.id
      left join (
        select f.end_user_id, jsonb_object_agg(f.key, f.value) filter (where not starts_with(f.key, ${keyPrefix})) as was,
               jsonb_object_agg(substr(f.key, ${lengthOfPrefix}), f.value) filter (where starts_with(f.key, ${keyPrefix})) as keys
        from (
          select distinct on (c.end_user_id, v.key) c.end_user_id, v.key, coalesce(v.value, 'null') as value
          from ${history} c cross join lateral jsonb_each(case when c.before is null then '{}' else ${flatValues('c', 'before')} end) v
          where c.workspace_id = ${workspaceId} and c.operation_id > ${operationId}
          order by c.end_user_id, v.key, c.operation_id
        ) f group by f.end_user_id
      ) l on l.end_user_id = c.id
    ) c
    order by c.end_user_id offset 0
  ) c
  cross join lateral (values ${sql.join(
    columnFields.map((field) =>
      field === 'custom_fields'
        ? sql`(99, 'custom_fields', c.custom::text)`
        : sql`(${order(`'${field}'`)}, ${sql.raw(`'${field}'`)}, ${valueAtCreation(field, 'c', 'c')})`,
    ),
    sql`, `,
  )}) v(at, field, value)
  where v.value is not null`;

/**
 * Queries for the same columns as those of `plannedCells`: `now` is the value before the import, `will_be` the one after it.
 * First the updated end users, then the created ones; not in one query, which would sort all cells.
 */
export const appliedCells = (applied: AppliedImport): readonly SQL[] =>
  [updatedCells(applied), createdCells(applied)].map(
    (cells) => sql`
  select null as line, c.end_user_id::text as contact_id, c.end_user, c.who, c.field, c.now, c.will_be, null as why
  from (${cells}) c order by c.end_user_id, c.at, c.field`,
  );
