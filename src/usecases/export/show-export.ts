// Brings an export's message up to date: posts it the first time, then updates it.
import { type ExportKey, findExport, updateExport } from '../../db/exports.ts';
import type { Export } from '../../model/export.ts';
import type { Place } from '../../model/import.ts';
import type { Context, WritingProgress } from '../ports.ts';
import { keepPrivate } from './keep-private.ts';

/** An export and its thread. */
export type ShownExport = { readonly record: Export; readonly place: Place };

/** @returns null when there is no such export */
export async function showExport(
  context: Context,
  key: ExportKey,
  progress?: WritingProgress,
): Promise<ShownExport | null> {
  const { inWorkspace, slack } = context;
  const found = await inWorkspace(key.workspaceId, (tx) => findExport(tx, key));
  if (!found) return null;
  // Others must not read the first message. Later ones are redacted, and `performExport` looks after the file.
  const record = found.postedIn === null ? await keepPrivate(context, found) : found;
  const channelId = record.postedIn ?? (await slack.messages.channelFor(record));
  const threadTs = await slack.messages.showExport(record, channelId, progress);
  if (channelId !== record.postedIn || threadTs !== record.messageTs) {
    const change = { postedIn: channelId, messageTs: threadTs };
    await inWorkspace(key.workspaceId, (tx) => updateExport(tx, key, change));
  }
  return { record, place: { channelId, threadTs } };
}
