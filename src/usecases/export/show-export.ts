// Brings an export's message up to date: posts it the first time, then updates it.
import { type ExportKey, findExport, updateExport } from '../../db/exports.ts';
import type { Export } from '../../model/export.ts';
import type { Place } from '../../model/import.ts';
import { PlaceRefusedError } from '../place-refused-error.ts';
import type { Context, WritingProgress } from '../ports.ts';
import { keepPrivate, sendPrivately } from './keep-private.ts';

/** An export and its thread. */
export type ShownExport = { readonly record: Export; readonly place: Place };

/**
 * Where the channel refuses the message for good, the member gets a direct message instead.
 *
 * @returns null when there is no such export, or when a failed one can't be delivered
 * @throws PlaceRefusedError when Slack refuses the direct message, too
 */
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
  try {
    const channelId = record.postedIn ?? (await slack.messages.channelFor(record));
    const threadTs = await slack.messages.showExport(record, channelId, progress);
    if (channelId !== record.postedIn || threadTs !== record.messageTs) {
      const change = { postedIn: channelId, messageTs: threadTs };
      await inWorkspace(key.workspaceId, (tx) => updateExport(tx, key, change));
    }
    return { record, place: { channelId, threadTs } };
  } catch (error) {
    if (!(error instanceof PlaceRefusedError)) throw error;
    if (record.isPrivate) {
      if (record.state !== 'failed') throw error;
      await slack.messages.showExportUndelivered(record);
      return null;
    }
    await sendPrivately(context, record);
    return showExport(context, key, progress);
  }
}
