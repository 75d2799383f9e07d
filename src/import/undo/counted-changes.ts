// SQL for the changes that count: those of imports and of forms, in the order of their operations. The changes of undos and
// redos only record what happened.
import { type SQL, sql } from 'drizzle-orm';
import { flatValues } from '../../db/custom-fields.ts';
import { tellingFields } from '../../db/duplicate-keys.ts';
import type { Field } from '../../model/columns.ts';
import { jsonValue } from '../stage/cells.ts';

/** The changes `c` that count, with their operations `o`. */
export const countedChanges = (workspaceId: string): SQL => sql`change c
  join operation o on o.workspace_id = c.workspace_id and o.id = c.operation_id
    and o.workspace_id = ${workspaceId} and o.undone is not null`;

/** Whether a change is one of values, rather than the removal or the return of an end user. */
export const isEdit = (change: string): SQL =>
  sql.raw(`(${change}.before is not null and ${change}.after is not null)`);

/**
 * An aggregate over the counted edits `c` of an end user: the value of each cell that they changed, see `flatValues`. That
 * is the value of the latest change that isn't undone, or else the one from before the first change.
 */
export const derivedValues = (stands: SQL = sql`not o.undone`): SQL => sql`(
  jsonb_merge(${flatValues('c', 'before')} order by c.operation_id desc)
  || coalesce(jsonb_merge(${flatValues('c', 'after')} order by c.operation_id) filter (where ${stands}), '{}'))`;

/** The operations, as a list for `in`. */
export const listOf = (operationIds: readonly number[]): SQL =>
  sql`(${sql.join(
    operationIds.map((id) => sql`${id}::bigint`),
    sql`, `,
  )})`;

const decidingFields: readonly Field[] = [...tellingFields, 'organization_id'];

/** Whether `values`, an object, has a field that tells whether two end users of one organization look like each other. */
export const hasTellingField = (values: string): SQL =>
  sql.raw(`${values} ?| array['${decidingFields.join("', '")}']`);

/** The fields that an undo or a redo doesn't write back where someone else would look like the end user. */
export const guardedFields = ['email', 'organization_id'] as const satisfies readonly Field[];

/** Whether `values`, an object, has one of them. */
export const hasGuardedField = (values: string): SQL =>
  sql.raw(`${values} ?| array['${guardedFields.join("', '")}']`);

/** Whether one of them isn't as the changes of the end user, `e`, say: its value is owed. */
export const isOwed = (values: string): SQL =>
  sql.join(
    guardedFields.map(
      (field) =>
        sql`(${sql.raw(`${values} ? '${field}'`)} and ${jsonValue(values, field)} is distinct from ${sql.raw(`e.${field}`)})`,
    ),
    sql` or `,
  );
