// Updates what an undone or redone import says about what holds it back, after another import was undone or redone.
import { findImport, updateImport } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { AffectedImport } from '../../import/undo/affected-imports.ts';
import { countBroughtBack } from '../../import/undo/brought-back.ts';
import { findHeldBack } from '../../import/undo/held-back.ts';
import { findNotRestored } from '../../import/undo/not-restored.ts';
import type { Undo } from '../../model/undo.ts';
import { enqueueShowing } from './advance-import.ts';

/** @param by the operation of the undo or redo that may have changed it */
export async function refreshUndo(
  tx: Transaction,
  workspaceId: string,
  { importId, ...operations }: AffectedImport,
  by: number,
): Promise<void> {
  const key = { workspaceId, importId };
  const held = await findHeldBack(tx, { workspaceId, ...operations });
  const undo = (await findImport(tx, key))?.undo;
  if (!undo) return;
  const isLeftOut = countLeftOut(undo) > 0;
  if (!isLeftOut && held.keptCells + held.keptEndUsers + undo.keptCells + undo.keptEndUsers === 0) return;
  const broughtBack = isLeftOut ? await bringBack(tx, { ...key, ...operations }, undo, by) : {};
  await updateImport(tx, key, { undo: { ...undo, ...held, ...broughtBack } });
  await enqueueShowing(tx, key);
}

type LeftOutCells = {
  readonly [Kind in 'emailsNotRestored' | 'movesNotRestored']?: { readonly count: number };
};

const countCells = ({ emailsNotRestored, movesNotRestored }: LeftOutCells): number =>
  (emailsNotRestored?.count ?? 0) + (movesNotRestored?.count ?? 0);

const countLeftOut = (undo: Undo): number => (undo.notRestored?.count ?? 0) + countCells(undo);

/** What is still not restored, and the counts with what has been restored now. */
async function bringBack(
  tx: Transaction,
  request: { readonly workspaceId: string } & AffectedImport,
  undo: Undo,
  by: number,
): Promise<Partial<Undo>> {
  const left = await findNotRestored(tx, request);
  const back = await countBroughtBack(tx, request, by);
  const cells = Math.min(back.cells, countCells(undo) - countCells(left));
  return {
    ...left,
    restored: undo.restored + (undo.notRestored?.count ?? 0) - left.notRestored.count,
    cells: undo.cells + Math.max(0, cells),
    endUsers: undo.endUsers + Math.max(0, Math.min(back.endUsers, cells)),
  };
}
