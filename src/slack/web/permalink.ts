// The address of an import's message, to lead a member there.
import type { Import } from '../../model/import.ts';
import type { WebClients } from './web-clients.ts';

export type PermalinkOf = (it: Import) => Promise<string | null>;

export function permalinkOf(clients: WebClients): PermalinkOf {
  return async ({ workspaceId, place, messageTs }) => {
    if (messageTs === null) return null;
    const asked = { channel: place.channelId, message_ts: messageTs };
    // Only a courtesy: the thread is found without it, too.
    const client = await clients.once(workspaceId);
    const told = await client.chat.getPermalink(asked).catch(() => null);
    return told?.permalink ?? null;
  };
}
