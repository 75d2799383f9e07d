// The address of an import's message, so that a member can open its thread.
import type { Import } from '../../model/import.ts';
import type { WebClients } from './web-clients.ts';

/** @returns null when the import has no message, or Slack doesn't answer: the link is only a courtesy */
export async function permalinkOf(
  clients: WebClients,
  { workspaceId, place, messageTs }: Import,
): Promise<string | null> {
  if (messageTs === null) return null;
  const message = { channel: place.channelId, message_ts: messageTs };
  try {
    const client = await clients.once(workspaceId);
    return (await client.chat.getPermalink(message)).permalink ?? null;
  } catch {
    return null;
  }
}
