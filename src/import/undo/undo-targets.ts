// Whom an undo is about: what an operation changed and created, and what of it somebody changed since.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { jsonValue, maskOf } from '../stage/cells.ts';

/**
 * Temporary: `end_user_id`, `before` and `after` of the operation, and masks: `back` (goes back) and `kept` (somebody
 * gave it another value since, but not the one from before).
 */
export const undoneUpdates = sql.raw('undone_update');
/** Temporary: `end_user_id` of those whom the operation created, and `edited`, the mask of what is other than then. */
export const undoneCreations = sql.raw('undone_creation');

export type UndoRequest = {
  readonly workspaceId: string;
  readonly importId: number;
  /** The operation to take back. */
  readonly operationId: number;
  readonly by: string;
};

/** How many end users the operation changed, removed, brought back or created. */
export async function countAffected(
  tx: Transaction,
  { workspaceId, operationId }: UndoRequest,
): Promise<number> {
  const [row] = await tx.execute(sql`
    select (
      (select count(*) from change where workspace_id = ${workspaceId} and operation_id = ${operationId})
      + (select count(*) from end_user where workspace_id = ${workspaceId} and created_in = ${operationId})
    )::float8 as touched`);
  return row?.touched as number;
}

export async function createUndoneUpdates(
  tx: Transaction,
  { workspaceId, operationId }: UndoRequest,
): Promise<void> {
  const written = maskOf((field) => sql.raw(`c.after ? '${field}'`));
  const stillThere = maskOf(
    (field) => sql`c.after ? ${sql.raw(`'${field}'`)}
      and ${jsonValue('c.after', field)} is not distinct from ${sql.raw(`e.${field}`)}`,
  );
  const other = maskOf(
    (field) => sql`${jsonValue('c.before', field)} is distinct from ${sql.raw(`e.${field}`)}`,
  );
  await tx.execute(sql`
    create temporary table ${undoneUpdates} on commit drop as
    select e.id as end_user_id, c.before, c.after, m.back,
           case when m.written = m.back then 0 else m.written & ~m.back & (${other}) end as kept
    from change c
    join end_user e on e.workspace_id = c.workspace_id and e.id = c.end_user_id
    cross join lateral (select ${stillThere} as back, ${written} as written offset 0) m
    where c.workspace_id = ${workspaceId} and c.operation_id = ${operationId}
      and c.before is not null and c.after is not null`);
  await tx.execute(sql`analyze ${undoneUpdates}`);
}

/** The first later change knows how the operation had left a field. */
export async function createUndoneCreations(
  tx: Transaction,
  { workspaceId, operationId }: UndoRequest,
): Promise<void> {
  const differing = maskOf(
    (field) => sql`o.fields ? ${sql.raw(`'${field}'`)}
      and ${jsonValue('o.fields', field)} is distinct from ${sql.raw(`e.${field}`)}`,
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
        cross join lateral jsonb_each(c.before) v
        where c.workspace_id = ${workspaceId} and c.operation_id > ${operationId}
          and c.end_user_id in (select id from created)
        order by c.end_user_id, v.key, c.operation_id
      ) first_values
      group by end_user_id
    )
    select e.id as end_user_id, case when o.fields is null then 0 else ${differing} end as edited
    from created
    join end_user e on e.workspace_id = ${workspaceId} and e.id = created.id
    left join original o on o.end_user_id = e.id`);
  await tx.execute(sql`analyze ${undoneCreations}`);
}
