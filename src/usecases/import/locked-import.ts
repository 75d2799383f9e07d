// An import that this transaction has locked, with everything that planning and applying need to know about it.
import { findImport, findImportDetails, type ImportKey, lockImport } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Import } from '../../model/import.ts';

export type ImportDetails = NonNullable<Awaited<ReturnType<typeof findImportDetails>>>;

export type LockedImport = { readonly record: Import; readonly details: ImportDetails };

/** Locks the import until the transaction ends, then reads it. @returns null when there is no such import */
export async function lockedImport(tx: Transaction, key: ImportKey): Promise<LockedImport | null> {
  await lockImport(tx, key);
  const record = await findImport(tx, key);
  const details = await findImportDetails(tx, key);
  return record && details && { record, details };
}
