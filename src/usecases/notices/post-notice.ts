// Posts a notice. That work has ended is said where the import's message is by then.
import { findImport } from '../../db/imports.ts';
import { replyPlaceOf } from '../../model/import.ts';
import type { JobOf, Notice } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

export async function postNotice(context: Context, { payload: notice }: JobOf<'say'>): Promise<void> {
  const placed = await placeOf(context, notice);
  if (placed !== null) await context.slack.messages.postNotice(placed);
}

/** @returns null where the message is a new one, which says by itself that the work has ended */
async function placeOf({ inWorkspace }: Context, notice: Notice): Promise<Notice | null> {
  if (notice.words !== 'work-ended') return notice;
  const { workspaceId, importId, memberId } = notice;
  const record = await inWorkspace(workspaceId, (tx) => findImport(tx, { workspaceId, importId }));
  if (!record || record.way === 'private' || record.way === 'nowhere') return null;
  return { ...notice, ...replyPlaceOf(record, memberId) };
}
