// Undoes an operation (an applied import, or an undo) in the caller's transaction, cell by cell and at any size. Each key of
// the custom fields is a cell.
//
// A cell gets its previous value back if it still has the value that the operation wrote. Otherwise someone has changed it
// since, and it keeps the newer value. End users that the operation created are removed, unless they were edited since.
// End users that it removed are restored. The undo is recorded as an operation of its own and can be undone the same way.
import { sql } from 'drizzle-orm';
import { applyBulkPlannerSettings } from '../../db/bulk-planner-settings.ts';
import { withKeys } from '../../db/custom-fields.ts';
import { addOperation } from '../../db/operations.ts';
import type { Transaction } from '../../db/transaction.ts';
import { fields } from '../../model/columns.ts';
import type { KeptItem, UndoCounts } from '../../model/undo.ts';
import { jsonValue } from '../stage/cells.ts';
import { cellCount, maskHas } from '../stage/masks.ts';
import { findFirstKept } from './first-kept.ts';
import {
  countAffected,
  createUndoneCreations,
  createUndoneUpdates,
  type UndoRequest,
  undoneCreations,
  undoneUpdates,
} from './undo-targets.ts';

export type UndoResult = {
  readonly counts: UndoCounts;
  readonly kept: readonly KeptItem[];
  /** The operation that records the undo. */
  readonly operationId: number;
};

/** @param tx `repeatable read`, as for `applyPlan` */
export async function undoOperation(tx: Transaction, request: UndoRequest): Promise<UndoResult> {
  await applyBulkPlannerSettings(tx, await countAffected(tx, request));
  await createUndoneUpdates(tx, request);
  await createUndoneCreations(tx, request);
  const { workspaceId, importId, operationId: undoes, by } = request;
  const kept = await findFirstKept(tx, request);
  const counts = await countReverts(tx);
  const operationId = await addOperation(tx, { workspaceId, kind: 'undo', importId, undoes, by });
  await revertUpdates(tx, request, operationId);
  await removeCreated(tx, request, operationId);
  const restored = await restoreRemoved(tx, request, operationId);
  return { counts: { ...counts, restored }, kept, operationId };
}

async function countReverts(tx: Transaction): Promise<Omit<UndoCounts, 'restored'>> {
  const [row] = await tx.execute<Omit<UndoCounts, 'restored'>>(sql`
    select
      coalesce(sum(${cellCount('back', 'custom', 'back')}), 0)::integer as cells,
      (count(*) filter (where back <> 0))::integer as "endUsers",
      coalesce(sum(${cellCount('kept', 'custom', 'kept')}), 0)::integer as "keptCells",
      (select count(*) filter (where edited = 0) from ${undoneCreations})::integer as removed,
      (select count(*) filter (where edited <> 0) from ${undoneCreations})::integer as "keptEndUsers"
    from ${undoneUpdates}`);
  return row!;
}

async function revertUpdates(
  tx: Transaction,
  { workspaceId }: UndoRequest,
  operationId: number,
): Promise<void> {
  const keptNames = sql`array_remove(array[${sql.join(
    fields.map((field) => sql`case when not (${maskHas('u.back', field)}) then ${sql.raw(`'${field}'`)} end`),
    sql`, `,
  )}], null)`;
  const keys = (entry: string) =>
    sql`case when ${maskHas('u.back', 'custom_fields')}
      then jsonb_build_object('custom_fields', u.custom -> ${sql.raw(`'${entry}'`)}) else '{}' end`;
  await tx.execute(sql`
    insert into change (workspace_id, operation_id, end_user_id, before, after)
    select ${workspaceId}, ${operationId}, u.end_user_id, (u.after - ${keptNames}) || ${keys('now')},
           (u.before - ${keptNames}) || ${keys('back')}
    from ${undoneUpdates} u where u.back <> 0`);
  const set = fields.map((field) => {
    const column = sql.raw(field);
    const value =
      field === 'custom_fields'
        ? withKeys(sql.raw('e.custom_fields'), sql.raw("(u.custom -> 'back')"))
        : jsonValue('u.before', field);
    return sql`${column} = case when ${maskHas('u.back', field)} then ${value} else e.${column} end`;
  });
  await tx.execute(sql`
    update end_user e set ${sql.join(set, sql`, `)}, updated_at = now()
    from ${undoneUpdates} u
    where u.back <> 0 and e.workspace_id = ${workspaceId} and e.id = u.end_user_id`);
}

async function removeCreated(
  tx: Transaction,
  { workspaceId }: UndoRequest,
  operationId: number,
): Promise<void> {
  await tx.execute(sql`
    with removed as (
      delete from end_user e using ${undoneCreations} u
      where u.edited = 0 and e.workspace_id = ${workspaceId} and e.id = u.end_user_id
      returning e.*
    )
    insert into change (workspace_id, operation_id, end_user_id, before)
    select workspace_id, ${operationId}, id, to_jsonb(removed) from removed`);
}

/** Returns how many were restored. An end user whose organization no longer exists is not restored. */
async function restoreRemoved(
  tx: Transaction,
  { workspaceId, operationId: undoes }: UndoRequest,
  operationId: number,
): Promise<number> {
  const [row] = await tx.execute<{ restored: number }>(sql`
    with restored as (
      insert into end_user
      select gone.* from change c
      cross join lateral jsonb_populate_record(null::end_user, c.before) gone
      join organization o on o.workspace_id = gone.workspace_id and o.id = gone.organization_id
      where c.workspace_id = ${workspaceId} and c.operation_id = ${undoes} and c.after is null
      on conflict do nothing
      returning *
    ),
    recorded as (
      insert into change (workspace_id, operation_id, end_user_id, after)
      select workspace_id, ${operationId}, id, to_jsonb(restored) from restored
    )
    select count(*)::integer as restored from restored`);
  return row!.restored;
}
