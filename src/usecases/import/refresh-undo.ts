// Updates what an undone or redone import says about what holds it back, after another import was undone or redone.
import { findImport, updateImport } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { AffectedImport } from '../../import/undo/affected-imports.ts';
import { findHeldBack } from '../../import/undo/held-back.ts';
import { enqueueShowing } from './advance-import.ts';

export async function refreshUndo(
  tx: Transaction,
  workspaceId: string,
  { importId, ...operations }: AffectedImport,
): Promise<void> {
  const key = { workspaceId, importId };
  const held = await findHeldBack(tx, { workspaceId, ...operations });
  const undo = (await findImport(tx, key))?.undo;
  if (!undo) return;
  if (held.keptCells + held.keptEndUsers + undo.keptCells + undo.keptEndUsers === 0) return;
  await updateImport(tx, key, { undo: { ...undo, ...held } });
  await enqueueShowing(tx, key);
}
