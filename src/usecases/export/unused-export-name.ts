// Finds a name for an export's file that no other export of the workspace has.
import { findExportByFileName } from '../../db/exports.ts';
import type { Transaction } from '../../db/transaction.ts';
import { accountName, lockWorkspace } from '../../db/workspaces.ts';
import { formatExportFileName } from '../../export/export-file-name.ts';
import type { Export } from '../../model/export.ts';
import { lastSecondOf } from '../../model/wanted-moment.ts';

/**
 * A file is recognized by its name when it comes back, so names are unique: a taken one gets the next second. The time is that
 * of the values.
 *
 * @param moment of the past; null: now
 */
export async function unusedExportName(
  tx: Transaction,
  { workspaceId, id, organizationName, kind }: Export,
  moment: Date | null,
): Promise<string> {
  // Exports that are written at the same time would otherwise find the same name unused.
  await lockWorkspace(tx, workspaceId);
  const owner = organizationName ?? (await accountName(tx, workspaceId));
  const begin = moment ? lastSecondOf(moment).getTime() : Date.now();
  for (let at = begin; ; at += 1_000) {
    const name = formatExportFileName(owner, new Date(at), kind);
    const existing = await findExportByFileName(tx, workspaceId, name);
    if (existing === null || existing.id === id) return name;
  }
}
