// The messages that are kept up to date, one for an import and one for an export.
import type { Messages } from '../usecases/ports.ts';
import { postView } from './post-view.ts';
import { exportMessage } from './views/export-message.ts';
import { importMessage } from './views/import-message.ts';
import type { WebClients } from './web-clients.ts';

export function slackMessages(clients: WebClients): Messages {
  return {
    async showImport(it, progress) {
      const view = importMessage(it, progress ?? null);
      if (!view) return it.messageTs;
      const { channelId, threadTs } = it.place;
      const spot = { channelId, threadTs, messageTs: it.messageTs, notBefore: it.createdAt };
      const shows = { event_type: 'endusers_import', event_payload: { id: it.id } };
      return postView(clients.for(it.workspaceId), spot, view, shows);
    },
    async showExport(it, channelId, progress) {
      const spot = { channelId, threadTs: null, messageTs: it.messageTs, notBefore: it.createdAt };
      const shows = { event_type: 'endusers_export', event_payload: { id: it.id } };
      return postView(clients.for(it.workspaceId), spot, exportMessage(it, progress ?? null), shows);
    },
    async channelFor(it) {
      if (!it.isPrivate) return it.channelId;
      const { channel } = await clients.for(it.workspaceId).conversations.open({ users: it.requestedBy });
      if (!channel?.id) throw new Error('Slack opened a direct message without telling its id');
      return channel.id;
    },
  };
}
