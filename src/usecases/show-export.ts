// Brings an export's one message up to date: posted the first time, updated from then on.
import type { Database } from '../db/database.ts';
import { type ExportKey, findExport, updateExport } from '../db/exports.ts';
import type { Export } from '../model/export.ts';
import type { Place } from '../model/import.ts';
import type { Messages, WritingProgress } from './ports.ts';

/** An export and the thread that it has now. */
export type ShownExport = { readonly wanted: Export; readonly place: Place };

export type ShowExport = (key: ExportKey, progress?: WritingProgress) => Promise<ShownExport | null>;

export function showExport(db: Database, messages: Messages): ShowExport {
  return async (key, progress) => {
    const wanted = await findExport(db, key);
    if (!wanted) return null;
    const channelId = wanted.postedIn ?? (await messages.channelFor(wanted));
    const threadTs = await messages.showExport(wanted, channelId, progress);
    if (channelId !== wanted.postedIn || threadTs !== wanted.messageTs) {
      await updateExport(db, key, { postedIn: channelId, messageTs: threadTs });
    }
    return { wanted, place: { channelId, threadTs } };
  };
}
