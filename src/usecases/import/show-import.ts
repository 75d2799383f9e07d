// Brings an import's message up to date: posts it the first time, then updates it.
import { isDeepStrictEqual } from 'node:util';
import { findImport, type ImportKey, recordMessage } from '../../db/imports.ts';
import type { Import, ReadingProgress } from '../../model/import.ts';
import type { Context } from '../ports.ts';

/**
 * Shows the state that the import is in now, so a late or repeated call shows nothing stale.
 *
 * The process may be paused at any moment, while another one goes on: then it deletes the message if the other one has
 * posted one as well, and shows the new state if there is one.
 * @returns null when there is no such import
 */
export async function showImport(
  context: Context,
  key: ImportKey,
  progress?: ReadingProgress | 'stalled',
): Promise<Import | null> {
  const { inWorkspace, slack } = context;
  const record = await inWorkspace(key.workspaceId, (tx) => findImport(tx, key));
  if (!record) return null;
  const messageTs = await slack.messages.showImport(record, progress);
  const now = await inWorkspace(key.workspaceId, (tx) => recordMessage(tx, key, record.messageTs, messageTs));
  if (messageTs !== null && now && now.messageTs !== messageTs) {
    await slack.messages.deleteDuplicate(record, messageTs);
  }
  const isUpToDate = !now || isDeepStrictEqual({ ...now, messageTs: null }, { ...record, messageTs: null });
  return isUpToDate ? record : showImport(context, key);
}
