// SQL for the changes that count: those of imports and of forms, in the order of their operations. The changes of undos and
// redos only record what happened.
import { type SQL, sql } from 'drizzle-orm';
import { flatValues } from '../../db/custom-fields.ts';
import { tellingFields } from '../../db/duplicate-keys.ts';

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

/** Whether `values`, an object, has a field that tells whether two end users look like each other. */
export const hasTellingField = (values: string): SQL =>
  sql.raw(`${values} ?| array['${tellingFields.join("', '")}']`);
