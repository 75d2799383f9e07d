// The merge base of a file: the export that it was made from.
import { findExportByFileName, findExportByThread } from '../../db/exports.ts';
import type { Queryable } from '../../db/transaction.ts';
import { findExportName } from '../../export/export-file-name.ts';
import type { Import } from '../../model/import.ts';

/**
 * The export with the file's name, else the export in whose thread the file was shared. The name counts first: a member
 * who drops July's file into August's thread still edited July's, and would otherwise bring back July's values as edits
 * of August's. An export that never posted a file is no merge base.
 * @returns the export's id, or null
 */
export async function findMergeBase(
  db: Queryable,
  { workspaceId, place, fileName }: Import,
): Promise<number | null> {
  const name = findExportName(fileName);
  const byName = name === null ? null : await findExportByFileName(db, workspaceId, name);
  const base = byName ?? (await findExportByThread(db, workspaceId, place));
  return base?.fileName ? base.id : null;
}
