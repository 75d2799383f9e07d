// Sends an export to the member's direct messages if its channel may not show names and values (anymore).
import { updateExport } from '../../db/exports.ts';
import type { Export } from '../../model/export.ts';
import type { Context } from '../ports.ts';

/** @returns the export as it is now; unchanged if its channel may show it */
export async function keepPrivate({ inWorkspace, slack }: Context, record: Export): Promise<Export> {
  const { workspaceId, channelId, isPrivate, postedIn } = record;
  if (isPrivate) return record;
  const because = await slack.hiddenBecause(workspaceId, channelId);
  if (because === null) return record;
  if (postedIn !== null) await slack.messages.showExportMoved(record, postedIn, because);
  return sendPrivately({ inWorkspace }, record);
}

/** The next message about the export goes to the member's direct messages, and so does its file. */
export async function sendPrivately(
  { inWorkspace }: Pick<Context, 'inWorkspace'>,
  record: Export,
): Promise<Export> {
  const { workspaceId, id: exportId } = record;
  const change = { isPrivate: true, postedIn: null, messageTs: null };
  await inWorkspace(workspaceId, (tx) => updateExport(tx, { workspaceId, exportId }, change));
  return { ...record, ...change };
}
