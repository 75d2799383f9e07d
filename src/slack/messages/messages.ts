// The bot's messages: one per import and per export, kept up to date, and notices that are posted once.
import type { Notice } from '../../usecases/job-payloads.ts';
import type { Messages } from '../../usecases/ports.ts';
import type { View } from '../block-kit/view.ts';
import { exportMessage } from '../views/export/export-message.ts';
import { importMessage } from '../views/import/import-message.ts';
import { problemFileLost } from '../views/import/problem-file-lost.ts';
import { help } from '../views/notices/help.ts';
import { welcome } from '../views/notices/welcome.ts';
import type { WebClients } from '../web/web-clients.ts';
import { postView, ThreadDeletedError } from './post-view.ts';
import { createRateLimitBackoff } from './rate-limit-backoff.ts';

export function createSlackMessages(clients: WebClients): Messages {
  const { isBackingOff, backOffOn } = createRateLimitBackoff();
  return {
    async showImport(record, progress) {
      const { workspaceId, messageTs } = record;
      const view = importMessage(record, progress ?? null);
      if (!view || (progress && isBackingOff(workspaceId))) return messageTs;
      const { channelId, threadTs } = record.place;
      const location = { channelId, threadTs, messageTs, notBefore: record.createdAt };
      const subject = { event_type: 'endusers_import', event_payload: { id: record.id } };
      const client = await clients.once(workspaceId);
      return postView(client, location, view, subject)
        .catch(backOffOn(workspaceId))
        .catch(nullIfThreadDeleted);
    },
    async showExport(record, channelId, progress) {
      const { workspaceId, messageTs } = record;
      if (progress && messageTs !== null && isBackingOff(workspaceId)) return messageTs;
      const location = { channelId, threadTs: null, messageTs, notBefore: record.createdAt };
      const subject = { event_type: 'endusers_export', event_payload: { id: record.id } };
      const view = exportMessage(record, progress ?? null);
      const client = await clients.once(workspaceId);
      return postView(client, location, view, subject).catch(backOffOn(workspaceId));
    },
    async postNotice(notice) {
      const { workspaceId, channelId, threadTs, to, words } = notice;
      const notBefore = new Date(Number(to) * 1_000);
      const location = { channelId, threadTs, messageTs: null, notBefore };
      const subject = { event_type: `endusers_${words}`, event_payload: { id: to } };
      const client = await clients.once(workspaceId);
      await postView(client, location, viewOf(notice), subject).catch(nullIfThreadDeleted);
    },
    async channelFor(record) {
      if (!record.isPrivate) return record.channelId;
      const client = await clients.once(record.workspaceId);
      const { channel } = await client.conversations.open({ users: record.requestedBy });
      if (!channel?.id) throw new Error('Slack opened a direct message but sent no channel id');
      return channel.id;
    },
  };
}

function viewOf(notice: Notice): View {
  if (notice.words === 'problem-file-lost') return problemFileLost(notice.reference);
  return notice.words === 'hello' ? welcome() : help();
}

/** A member who deleted the message doesn't wait for a reply to it. */
function nullIfThreadDeleted(error: unknown): null {
  if (error instanceof ThreadDeletedError) return null;
  throw error;
}
