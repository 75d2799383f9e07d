// The export that a file was made from: the one in whose thread it was shared, else the one with its name.
import type { Queryable } from '../db/database.ts';
import { findExportByFileName, findExportByThread } from '../db/exports.ts';
import { exportNameIn } from '../export/file-name.ts';
import type { Import } from '../model/import.ts';

export async function findBase(
  db: Queryable,
  { workspaceId, place, fileName }: Import,
): Promise<number | null> {
  const ofThread = await findExportByThread(db, workspaceId, place);
  if (ofThread) return ofThread.id;
  const name = exportNameIn(fileName);
  return name === null ? null : ((await findExportByFileName(db, workspaceId, name))?.id ?? null);
}
