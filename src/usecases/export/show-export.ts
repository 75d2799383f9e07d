// Brings an export's one message up to date: posted the first time, updated from then on.
import { type ExportKey, findExport, updateExport } from '../../db/exports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import type { Export } from '../../model/export.ts';
import type { Place } from '../../model/import.ts';
import type { Messages, WritingProgress } from '../ports.ts';

/** An export and the thread that it has now. */
export type ShownExport = { readonly wanted: Export; readonly place: Place };

export type ShowExport = (key: ExportKey, progress?: WritingProgress) => Promise<ShownExport | null>;

export function showExport(inWorkspace: InWorkspace, messages: Messages): ShowExport {
  return async (key, progress) => {
    const wanted = await inWorkspace(key.workspaceId, (tx) => findExport(tx, key));
    if (!wanted) return null;
    const channelId = wanted.postedIn ?? (await messages.channelFor(wanted));
    const threadTs = await messages.showExport(wanted, channelId, progress);
    if (channelId !== wanted.postedIn || threadTs !== wanted.messageTs) {
      const change = { postedIn: channelId, messageTs: threadTs };
      await inWorkspace(key.workspaceId, (tx) => updateExport(tx, key, change));
    }
    return { wanted, place: { channelId, threadTs } };
  };
}
