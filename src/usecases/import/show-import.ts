// Brings an import's message up to date: posts it the first time, then updates it.
import { findImport, type ImportKey, updateImport } from '../../db/imports.ts';
import type { Import, ReadingProgress } from '../../model/import.ts';
import type { Context } from '../ports.ts';

/**
 * Shows the state that the import is in now, so a late or repeated call shows nothing stale.
 * @returns null when there is no such import
 */
export async function showImport(
  { inWorkspace, slack }: Context,
  key: ImportKey,
  progress?: ReadingProgress | 'stalled',
): Promise<Import | null> {
  const record = await inWorkspace(key.workspaceId, (tx) => findImport(tx, key));
  if (!record) return null;
  const messageTs = await slack.messages.showImport(record, progress);
  if (messageTs !== record.messageTs) {
    await inWorkspace(key.workspaceId, (tx) => updateImport(tx, key, { messageTs }));
  }
  return record;
}
