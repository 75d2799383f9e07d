// Finds the end users who are removed or restored by an undo.
//
// A creation is one change: an end user exists as long as the creation, or any later change of them, isn't undone.
import { type SQL, sql } from 'drizzle-orm';
import { history } from '../../db/history.ts';
import type { Transaction } from '../../db/transaction.ts';
import { countedChanges, guardedFields, isEdit, listOf } from './counted-changes.ts';
import type { StartedUndo } from './start-undo.ts';

/** A temporary table: `end_user_id`. */
export const removedEndUsers = sql.raw('removed_end_user');

/**
 * A temporary table: `end_user_id`, `removed_in`, the operation that removed them, and `has_log`: if not, they come back as they
 * are in `former_end_user`; if so, the changes may say something else.
 */
export const restoredEndUsers = sql.raw('restored_end_user');

/** Creates the table `removedEndUsers`. */
export async function createRemoved(tx: Transaction, undo: StartedUndo): Promise<void> {
  const { workspaceId, direction, flipped } = undo;
  const mayRemove = direction === 'undo' || flipped.length > 1;
  const creation = sql`operation o on o.workspace_id = e.workspace_id and o.id = e.created_in and o.undone`;
  await tx.execute(sql`
    create temporary table ${removedEndUsers} on commit drop as
    with without_creation as materialized (
      select e.id from end_user e join ${creation}
      where e.workspace_id = ${workspaceId} and e.created_in in ${listOf(flipped)}
      union all
      select distinct e.id from change t
      join end_user e on e.workspace_id = t.workspace_id and e.id = t.end_user_id
      join ${creation}
      where t.workspace_id = ${workspaceId} and t.operation_id in ${listOf(flipped)}
        and e.created_in not in ${listOf(flipped)}
    ),
    standing as (
      select c.end_user_id from ${countedChanges(workspaceId)}
      where not o.undone and c.after is not null and c.end_user_id in (select id from without_creation)
    )
    select w.id as end_user_id from without_creation w
    where ${mayRemove} and not exists (select from standing s where s.end_user_id = w.id)`);
  await tx.execute(sql`analyze ${removedEndUsers}`);
}

/** The name of the value from before the first change of a field. */
const firstValue = (field: string): SQL => sql.raw(`first_${field}`);

/**
 * Creates the table `restoredEndUsers`. An end user whose organization no longer exists is not restored.
 *
 * @param others a query for the ids of others who may be restored, besides those of the operations
 */
export async function createRestored(
  tx: Transaction,
  undo: Pick<StartedUndo, 'workspaceId' | 'importId' | 'direction' | 'flipped'>,
  others: SQL | null,
): Promise<void> {
  const { workspaceId, importId, direction, flipped } = undo;
  const mayRestore = direction === 'redo' || flipped.length > 1;
  await tx.execute(sql`
    create temporary table ${restoredEndUsers} on commit drop as
    with about as (
      select c.end_user_id as id from ${history} c
      where ${mayRestore} and c.workspace_id = ${workspaceId} and c.after is null
        and c.created_in in ${listOf(flipped)}
      union
      select t.end_user_id from change t
      where ${mayRestore} and t.workspace_id = ${workspaceId} and t.operation_id in ${listOf(flipped)}
      union
      -- End users of early versions don't say in which operation they were created.
      select t.end_user_id from operation u
      join ${history} t on t.workspace_id = u.workspace_id and t.operation_id = u.id and t.after is null
      where ${mayRestore} and u.workspace_id = ${workspaceId} and u.import_id = ${importId}::bigint and u.kind = 'undo'
      ${others ? sql`union ${others}` : sql``}
    ),
    gone as materialized (
      select distinct on (c.end_user_id) c.end_user_id, c.operation_id as removed_in,
        c.created_in, c.organization_id, c.email, c.is_former
      from ${history} c
      where c.workspace_id = ${workspaceId} and c.after is null and c.end_user_id in (select id from about)
        and not exists (select from end_user e where e.workspace_id = ${workspaceId} and e.id = c.end_user_id)
      order by c.end_user_id, c.operation_id desc
    ),
    standing as (
      select c.end_user_id, max(c.operation_id) filter (where not o.undone and c.after is not null) as changed_in,
        max(c.operation_id) filter (where not o.undone and c.after is null) as removed_in,
        ${sql.join(
          guardedFields.map(
            (field) => sql`(array_agg(c.before -> ${sql.raw(`'${field}'`)} order by c.operation_id)
          filter (where ${isEdit('c')} and ${sql.raw(`c.after ? '${field}'`)}))[1] as ${firstValue(field)}`,
          ),
          sql`, `,
        )}
      from ${countedChanges(workspaceId)}
      where c.end_user_id in (select end_user_id from gone)
      group by c.end_user_id
    )
    select g.end_user_id, g.removed_in,
      -- The undo of the creation itself removed them with the values that they were created with, except for an email or an
      -- organization that an undo could not write.
      s.changed_in is not null or ${sql.join(
        guardedFields.map(
          (field) =>
            sql`coalesce(s.${firstValue(field)} <> coalesce(to_jsonb(g.${sql.raw(field)}), 'null'), false)`,
        ),
        sql` or `,
      )}
        or r.import_id is distinct from o.import_id or o.import_id is null or not g.is_former as has_log
    from gone g
    join organization a on a.workspace_id = ${workspaceId} and a.id = g.organization_id
    left join operation o on o.workspace_id = ${workspaceId} and o.id = g.created_in
    left join operation r on r.workspace_id = ${workspaceId} and r.id = g.removed_in
    left join standing s on s.end_user_id = g.end_user_id
    where s.changed_in > coalesce(s.removed_in, 0) or (s.removed_in is null and o.undone is not true)`);
  await tx.execute(sql`analyze ${restoredEndUsers}`);
}
