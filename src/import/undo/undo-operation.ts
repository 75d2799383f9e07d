// Undoes an operation (an applied import, or an undo of one) in the caller's transaction, cell by cell and at any size. Each key
// of the custom fields is a cell.
//
// Being undone is a property of each change: the value of a cell is that of its latest change that isn't undone, or else the
// one from before its first change. So the order of undos doesn't matter. An undo marks the operation as undone, and derives
// the cells that the operation wrote, and which end users exist, from all changes that count. It is recorded as an operation
// of its own: its changes are what really happened, and don't count.
import { sql } from 'drizzle-orm';
import { applyBulkPlannerSettings } from '../../db/bulk-planner-settings.ts';
import { executeOne } from '../../db/execute-one.ts';
import { history } from '../../db/history.ts';
import { addOperation, recordEndUsers } from '../../db/operations.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { HeldBack, UndoCounts } from '../../model/undo.ts';
import { bitOf, cellCount, fieldsOf } from '../stage/masks.ts';
import { type AffectedImport, findAffectedImports } from './affected-imports.ts';
import { guardedFields, listOf } from './counted-changes.ts';
import { findHeldBack } from './held-back.ts';
import { findNotRestored, type LeftOut, nothingLeftOut, pointRefsBack } from './not-restored.ts';
import { createOwed, owedEndUsers } from './owed.ts';
import { createRemoved, createRestored, removedEndUsers, restoredEndUsers } from './presence.ts';
import { createReverted, revertedEndUsers } from './reverted-cells.ts';
import { type StartedUndo, startUndo, type UndoRequest } from './start-undo.ts';
import { takeBackLookAlikes } from './take-back.ts';
import { removeEndUsers, restoreEndUsers, revertCells } from './write-undo.ts';

export type UndoResult = Pick<HeldBack, 'kept' | 'keptBy'> &
  LeftOut & {
    readonly counts: UndoCounts;
    /** The operation that records the undo. */
    readonly operationId: number;
    /** Other imports of which the undo may have released or held back something. */
    readonly affected: readonly AffectedImport[];
  };

/** @param tx `repeatable read`, as for `applyPlan` */
export async function undoOperation(tx: Transaction, request: UndoRequest): Promise<UndoResult> {
  const { workspaceId, importId, operationId: undoes, by, requestedBy = null } = request;
  const added = { workspaceId, kind: 'undo', importId, undoes, by, requestedBy } as const;
  const operationId = await addOperation(tx, added);
  const undo = await startUndo(tx, request);
  const planned = await planUndo(tx, undo);
  const recorded = { workspaceId, operationId };
  if (planned.mask > 0) {
    await revertCells(tx, recorded, fieldsOf(planned.mask));
  }
  if (planned.removed > 0) await removeEndUsers(tx, recorded);
  if (planned.restored > 0) await restoreEndUsers(tx, recorded);
  const isGuarded = guardedFields.some((field) => planned.mask & bitOf(field));
  const isShort =
    (planned.restored > 0 || isGuarded) && (await takeBackLookAlikes(tx, { ...recorded, importId }));
  const { mask: _, ...counts } = isShort ? await countReverts(tx) : planned;
  await recordEndUsers(tx, recorded, counts.endUsers + counts.removed + counts.restored);
  if (counts.restored > 0) await pointRefsBack(tx, workspaceId);
  const leftOut = isShort ? await findNotRestored(tx, undo) : nothingLeftOut;
  const { kept, keptBy, ...held } = await findHeldBack(tx, { ...undo, operationId });
  const affected = await findAffectedImports(tx, undo, operationId);
  return { counts: { ...counts, ...held }, kept, keptBy, ...leftOut, operationId, affected };
}

/**
 * What `undoOperation` would do now, except that it restores no one who looks like someone who is there by now. The caller has to
 * roll the transaction back: only there is the operation already undone.
 */
export async function countUndo(tx: Transaction, request: UndoRequest): Promise<UndoCounts> {
  const undo = await startUndo(tx, request);
  const { mask: _, ...counts } = await planUndo(tx, undo);
  const { keptCells } = await findHeldBack(tx, { ...undo, operationId: Number.MAX_SAFE_INTEGER });
  return { ...counts, keptCells, keptEndUsers: await countKept(tx, undo) };
}

/** How many of the end users whose creation is undone stay. */
async function countKept(tx: Transaction, { workspaceId, applied, direction }: StartedUndo): Promise<number> {
  if (direction === 'redo') return 0;
  const { kept } = await executeOne<{ kept: number }>(
    tx,
    sql`
    select count(*)::integer as kept from end_user
    where workspace_id = ${workspaceId} and created_in = ${applied}::bigint
      and id not in (select end_user_id from ${removedEndUsers})`,
  );
  return kept;
}

/** Finds who is removed or restored, and the cells that get another value, and writes none of that. */
async function planUndo(tx: Transaction, undo: StartedUndo): Promise<Reverts> {
  await applyBulkPlannerSettings(tx, undo.workspaceId, await countAffected(tx, undo));
  await createRemoved(tx, undo);
  const owed = await createOwed(tx, undo);
  const owedOnes = (isHere: boolean) =>
    sql`select end_user_id from ${owedEndUsers} where is_here = ${isHere}`;
  await createRestored(tx, undo, owed.endUsers > 0 ? owedOnes(false) : null);
  await createReverted(tx, undo, owed.cells > 0 ? owedOnes(true) : null);
  return countReverts(tx);
}

/** About how many end users the operations changed or created. */
async function countAffected(tx: Transaction, { workspaceId, flipped }: StartedUndo): Promise<number> {
  const { affected } = await executeOne<{ affected: number }>(
    tx,
    sql`
    select (
      (select count(*) from change where workspace_id = ${workspaceId} and operation_id in ${listOf(flipped)})
      + (select count(*) from end_user where workspace_id = ${workspaceId} and created_in in ${listOf(flipped)})
      + (select count(*) from ${history} c where c.workspace_id = ${workspaceId} and c.created_in in ${listOf(flipped)})
    )::float8 as affected`,
  );
  return affected;
}

type Reverts = Omit<UndoCounts, 'keptCells' | 'keptEndUsers'> & { readonly mask: number };

function countReverts(tx: Transaction): Promise<Reverts> {
  return executeOne(
    tx,
    sql`
    select coalesce(sum(${cellCount('back', 'custom', 'back')}), 0)::integer as cells,
      count(*)::integer as "endUsers", coalesce(bit_or(back), 0)::integer as mask,
      (select count(*) from ${removedEndUsers})::integer as removed,
      (select count(*) from ${restoredEndUsers})::integer as restored
    from ${revertedEndUsers}`,
  );
}
