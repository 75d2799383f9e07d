// The messages of the bot: one for an import and one for an export, kept up to date, and what is said once.
import type { Messages, Notice } from '../../usecases/ports.ts';
import type { View } from '../block-kit/view.ts';
import { exportMessage } from '../views/export/export-message.ts';
import { importMessage } from '../views/import/import-message.ts';
import { problemFileLost } from '../views/import/problem-file-lost.ts';
import { hello } from '../views/notices/hello.ts';
import { help } from '../views/notices/help.ts';
import type { WebClients } from '../web/web-clients.ts';
import { postView, ThreadDeletedError } from './post-view.ts';
import { createRateLimitBackoff } from './rate-limit-backoff.ts';

function viewOf(saying: Notice): View {
  if (saying.words === 'problem-file-lost') return problemFileLost(saying.reference);
  return saying.words === 'hello' ? hello() : help();
}

export function createSlackMessages(clients: WebClients): Messages {
  const { isAsked, heed } = createRateLimitBackoff();
  return {
    async showImport(it, progress) {
      const view = importMessage(it, progress ?? null);
      if (!view || (progress && isAsked(it.workspaceId))) return it.messageTs;
      const { channelId, threadTs } = it.place;
      const spot = { channelId, threadTs, messageTs: it.messageTs, notBefore: it.createdAt };
      const shows = { event_type: 'endusers_import', event_payload: { id: it.id } };
      const client = await clients.once(it.workspaceId);
      return postView(client, spot, view, shows).catch(heed(it.workspaceId)).catch(whereThreadIsGone);
    },
    async showExport(it, channelId, progress) {
      if (progress && it.messageTs !== null && isAsked(it.workspaceId)) return it.messageTs;
      const spot = { channelId, threadTs: null, messageTs: it.messageTs, notBefore: it.createdAt };
      const shows = { event_type: 'endusers_export', event_payload: { id: it.id } };
      const view = exportMessage(it, progress ?? null);
      const client = await clients.once(it.workspaceId);
      return postView(client, spot, view, shows).catch(heed(it.workspaceId));
    },
    async postNotice(saying) {
      const { workspaceId, channelId, threadTs, to, words } = saying;
      const notBefore = new Date(Number(to) * 1_000);
      const spot = { channelId, threadTs, messageTs: null, notBefore };
      const shows = { event_type: `endusers_${words}`, event_payload: { id: to } };
      const client = await clients.once(workspaceId);
      await postView(client, spot, viewOf(saying), shows).catch(whereThreadIsGone);
    },
    async channelFor(it) {
      if (!it.isPrivate) return it.channelId;
      const client = await clients.once(it.workspaceId);
      const { channel } = await client.conversations.open({ users: it.requestedBy });
      if (!channel?.id) throw new Error('Slack opened a direct message without telling its id');
      return channel.id;
    },
  };
}

/** Who deletes their message doesn't wait for an answer to it. */
function whereThreadIsGone(error: unknown): null {
  if (error instanceof ThreadDeletedError) return null;
  throw error;
}
