// The export that a file was made from: the one whose name it has, else the one in whose thread it was shared.

import { findExportByFileName, findExportByThread } from '../../db/exports.ts';
import type { Queryable } from '../../db/transaction.ts';
import { exportNameIn } from '../../export/file-name.ts';
import type { Import } from '../../model/import.ts';

/**
 * The name counts first: who drops July's file into August's thread still edited July's, and would bring its values
 * back as edits of August's. An export whose file never came out is none.
 */
export async function findBase(
  db: Queryable,
  { workspaceId, place, fileName }: Import,
): Promise<number | null> {
  const name = exportNameIn(fileName);
  const named = name === null ? null : await findExportByFileName(db, workspaceId, name);
  const found = named ?? (await findExportByThread(db, workspaceId, place));
  return found?.fileName ? found.id : null;
}
