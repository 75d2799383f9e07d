// The bot's messages: one per import and per export, kept up to date, and notices that are posted once.
import type { WebClient } from '@slack/web-api';
import type { Export } from '../../model/export.ts';
import type { Import, ImportState } from '../../model/import.ts';
import type { Notice } from '../../usecases/job-payloads.ts';
import type { Messages, Postings } from '../../usecases/ports.ts';
import type { View } from '../block-kit/view.ts';
import { exportMessage } from '../views/export/export-message.ts';
import { exportMoved } from '../views/export/export-moved.ts';
import { redactExport } from '../views/export/redact-export.ts';
import { cellsFileLost } from '../views/import/cells-file.ts';
import { importMessage } from '../views/import/import-message.ts';
import { problemFileLost } from '../views/import/problem-file-lost.ts';
import { redactLate } from '../views/import/redact-for-external.ts';
import { help } from '../views/notices/help.ts';
import { reinstallNeeded } from '../views/notices/reinstall-needed.ts';
import { welcome } from '../views/notices/welcome.ts';
import { workEnded } from '../views/notices/work-ended.ts';
import { isSharedOutside, type SharedOutsideContext, wasSharedOutside } from '../web/shared-outside.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import { postOffer } from './post-offer.ts';
import { type MessageSubject, type Poster, postView, ThreadDeletedError } from './post-view.ts';
import { createRateLimitBackoff } from './rate-limit-backoff.ts';

export function createSlackMessages(context: SharedOutsideContext, postings: Postings): Messages {
  const { clients } = context;
  const posterFor = async (workspaceId: string): Promise<Poster> => ({
    client: await clients.once(workspaceId),
    postings,
  });
  const { isBackingOff, backOffOn } = createRateLimitBackoff();
  return {
    async showImport(record, progress) {
      const { workspaceId, messageTs } = record;
      const view = importMessage(await redactIfShared(context, record), progress ?? null);
      if (!view || (progress && isBackingOff(workspaceId))) return messageTs;
      const { channelId, threadTs } = record.place;
      const location = { workspaceId, channelId, threadTs, messageTs };
      const subject = { event_type: 'endusers_import', event_payload: { id: record.id } };
      return postView(await posterFor(workspaceId), location, view, subject)
        .catch(backOffOn(workspaceId))
        .catch(nullIfThreadDeleted);
    },
    async deleteDuplicate({ workspaceId, place }, ts) {
      const client = await clients.once(workspaceId);
      await client.chat.delete({ channel: place.channelId, ts }).catch((error: unknown) => {
        if (slackErrorOf(error) !== 'message_not_found') throw error;
      });
    },
    async showExport(record, channelId, progress) {
      const { workspaceId, messageTs } = record;
      if (progress && messageTs !== null && isBackingOff(workspaceId)) return messageTs;
      const location = { workspaceId, channelId, threadTs: null, messageTs };
      const subject = exportSubjectOf(record);
      // A message in the channel shows nothing stored from the moment that others can read it.
      const isShared = progress ? wasSharedOutside : isSharedOutside;
      const isExposed = !record.isPrivate && (await isShared(context, workspaceId, channelId));
      const view = exportMessage(isExposed ? redactExport(record) : record, progress ?? null);
      return postView(await posterFor(workspaceId), location, view, subject).catch(backOffOn(workspaceId));
    },
    async showExportMoved(record, channelId) {
      const { workspaceId, messageTs } = record;
      const location = { workspaceId, channelId, threadTs: null, messageTs };
      await postView(await posterFor(workspaceId), location, exportMoved(record), exportSubjectOf(record));
    },
    async postNotice(notice) {
      const { workspaceId, threadTs, to, words } = notice;
      const subject = { event_type: `endusers_${words}`, event_payload: { id: to } };
      const poster = await posterFor(workspaceId);
      const channelId =
        words === 'reinstall' ? await openDirectMessage(poster.client, notice.channelId) : notice.channelId;
      const location = { workspaceId, channelId, threadTs, messageTs: null };
      await postView(poster, location, viewOf(notice), subject).catch(nullIfThreadDeleted);
    },
    offerImport: (offered) => postOffer(clients, postings, offered),
    directMessage: async (workspaceId, memberId) =>
      openDirectMessage(await clients.once(workspaceId), memberId),
    async channelFor(record) {
      if (!record.isPrivate) return record.channelId;
      const client = await clients.once(record.workspaceId);
      return openDirectMessage(client, record.requestedBy);
    },
  };
}

const exportSubjectOf = ({ id }: Export): MessageSubject => ({
  event_type: 'endusers_export',
  event_payload: { id },
});

async function openDirectMessage(client: WebClient, memberId: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: memberId });
  if (!channel?.id) throw new Error('Slack opened a direct message but sent no channel id');
  return channel.id;
}

/** Their messages show nothing that is stored, even after an earlier plan, and they are updated often. */
const withoutStoredData: ReadonlySet<ImportState> = new Set(['received', 'reading', 'ignored']);

/** A channel may have become shared since the plan was made. What was redacted once stays redacted. */
async function redactIfShared(context: SharedOutsideContext, record: Import): Promise<Import> {
  const { workspaceId, place, sharedOutside, state, plan, undo } = record;
  if (sharedOutside || withoutStoredData.has(state) || (!plan && !undo)) return record;
  return (await isSharedOutside(context, workspaceId, place.channelId)) ? redactLate(record) : record;
}

function viewOf(notice: Notice): View {
  if (notice.words === 'problem-file-lost') return problemFileLost(notice.reference);
  if (notice.words === 'cells-file-lost') return cellsFileLost(notice.reference);
  if (notice.words === 'work-ended') return workEnded(notice);
  if (notice.words === 'reinstall') return reinstallNeeded(new Date(notice.expiresAt));
  return notice.words === 'hello' ? welcome() : help();
}

/** A member who deleted the message doesn't wait for a reply to it. */
function nullIfThreadDeleted(error: unknown): null {
  if (error instanceof ThreadDeletedError) return null;
  throw error;
}
