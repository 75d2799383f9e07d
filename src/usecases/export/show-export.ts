// Brings an export's message up to date: posts it the first time, then updates it.
import { type ExportKey, findExport, updateExport } from '../../db/exports.ts';
import type { Export } from '../../model/export.ts';
import type { Place } from '../../model/import.ts';
import type { Context, WritingProgress } from '../ports.ts';

/** An export and its thread. */
export type ShownExport = { readonly record: Export; readonly place: Place };

/** @returns null when there is no such export */
export async function showExport(
  { inWorkspace, slack }: Context,
  key: ExportKey,
  progress?: WritingProgress,
): Promise<ShownExport | null> {
  const record = await inWorkspace(key.workspaceId, (tx) => findExport(tx, key));
  if (!record) return null;
  const channelId = record.postedIn ?? (await slack.messages.channelFor(record));
  const threadTs = await slack.messages.showExport(record, channelId, progress);
  if (channelId !== record.postedIn || threadTs !== record.messageTs) {
    const change = { postedIn: channelId, messageTs: threadTs };
    await inWorkspace(key.workspaceId, (tx) => updateExport(tx, key, change));
  }
  return { record, place: { channelId, threadTs } };
}
