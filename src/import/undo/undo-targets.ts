// Finds what an undo is about: the end users that an operation changed or created, and what was changed since.
import { type SQL, sql } from 'drizzle-orm';
import { flatValues } from '../../db/custom-fields.ts';
import type { Transaction } from '../../db/transaction.ts';
import { jsonValue, plainFields } from '../stage/cells.ts';
import { bitOf, maskOf } from '../stage/masks.ts';
import { isKeyEdited, undoneKeys } from './undone-keys.ts';

/**
 * A temporary table: `end_user_id`, `before` and `after` of the operation, and two masks: `back` (gets its previous value
 * back) and `kept` (was changed since, and not to the previous value). `custom` is about the keys of the custom fields; null if
 * the operation changed none of them. Its entries, absent without keys: `back`, their previous values (null: removed), `now`,
 * the current values of the same keys, and `kept`, the current values of those.
 */
export const undoneUpdates = sql.raw('undone_update');

/**
 * A temporary table: `end_user_id` of the end users that the operation created, and `edited`, the mask of the fields whose
 * value differs from the one they were created with.
 */
export const undoneCreations = sql.raw('undone_creation');

export type UndoRequest = {
  readonly workspaceId: string;
  readonly importId: number;
  /** The operation to undo. */
  readonly operationId: number;
  /** The member who asked for it. */
  readonly by: string;
};

/** Returns the number of end users that the operation changed, removed, restored, or created. */
export async function countAffected(
  tx: Transaction,
  { workspaceId, operationId }: UndoRequest,
): Promise<number> {
  const [row] = await tx.execute<{ affected: number }>(sql`
    select (
      (select count(*) from change where workspace_id = ${workspaceId} and operation_id = ${operationId})
      + (select count(*) from end_user where workspace_id = ${workspaceId} and created_in = ${operationId})
    )::float8 as affected`);
  return row!.affected;
}

const customBit = sql.raw(String(bitOf('custom_fields')));

const bitOfKeys = (entry: string): SQL =>
  sql`case when m.custom ? ${sql.raw(`'${entry}'`)} then ${customBit} else 0 end`;

/** Creates the table `undoneUpdates`. */
export async function createUndoneUpdates(
  tx: Transaction,
  { workspaceId, operationId }: UndoRequest,
): Promise<void> {
  const written = maskOf((field) => sql.raw(`c.after ? '${field}'`), plainFields);
  const unchanged = maskOf(
    (field) => sql`c.after ? ${sql.raw(`'${field}'`)}
      and ${jsonValue('c.after', field)} is not distinct from ${sql.raw(`e.${field}`)}`,
    plainFields,
  );
  const notReverted = maskOf(
    (field) => sql`${jsonValue('c.before', field)} is distinct from ${sql.raw(`e.${field}`)}`,
    plainFields,
  );
  await tx.execute(sql`
    create temporary table ${undoneUpdates} on commit drop as
    select e.id as end_user_id, c.before, c.after, m.custom, m.back | ${bitOfKeys('back')} as back,
           case when m.written = m.back then 0 else m.written & ~m.back & (${notReverted}) end | ${bitOfKeys('kept')} as kept
    from change c
    join end_user e on e.workspace_id = c.workspace_id and e.id = c.end_user_id
    cross join lateral (
      select ${unchanged} as back, ${written} as written,
             case when c.after ? 'custom_fields' then ${undoneKeys} end as custom
      offset 0) m
    where c.workspace_id = ${workspaceId} and c.operation_id = ${operationId}
      and c.before is not null and c.after is not null`);
  await tx.execute(sql`analyze ${undoneUpdates}`);
}

/**
 * Creates the table `undoneCreations`. The value that a field was created with is the `before` of the field's first later
 * change.
 */
export async function createUndoneCreations(
  tx: Transaction,
  { workspaceId, operationId }: UndoRequest,
): Promise<void> {
  const differing = maskOf(
    (field) => sql`o.fields ? ${sql.raw(`'${field}'`)}
      and ${jsonValue('o.fields', field)} is distinct from ${sql.raw(`e.${field}`)}`,
    plainFields,
  );
  await tx.execute(sql`
    create temporary table ${undoneCreations} on commit drop as
    with created as (
      select id from end_user where workspace_id = ${workspaceId} and created_in = ${operationId}
      union
      select end_user_id from change
      where workspace_id = ${workspaceId} and operation_id = ${operationId} and before is null
    ),
    original as (
      select end_user_id, jsonb_object_agg(key, value) as fields
      from (
        select distinct on (c.end_user_id, v.key) c.end_user_id, v.key, v.value
        from change c
        cross join lateral jsonb_each(${flatValues('c', 'before')}) v
        where c.workspace_id = ${workspaceId} and c.operation_id > ${operationId}
          and c.end_user_id in (select id from created)
        order by c.end_user_id, v.key, c.operation_id
      ) first_values
      group by end_user_id
    )
    select e.id as end_user_id, case when o.fields is null then 0
           else (${differing}) | case when ${isKeyEdited} then ${customBit} else 0 end end as edited
    from created
    join end_user e on e.workspace_id = ${workspaceId} and e.id = created.id
    left join original o on o.end_user_id = e.id`);
  await tx.execute(sql`analyze ${undoneCreations}`);
}
