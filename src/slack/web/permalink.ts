// The address of an import's message, so that a member can open its thread.
import { type Import, messagePlaceOf } from '../../model/import.ts';
import type { WebClients } from './web-clients.ts';

/** @returns null when the import has no message, or Slack doesn't answer: the link is only a courtesy */
export async function permalinkOf(clients: WebClients, record: Import): Promise<string | null> {
  const { workspaceId, messageTs } = record;
  if (messageTs === null) return null;
  const message = { channel: messagePlaceOf(record).channelId, message_ts: messageTs };
  try {
    const client = await clients.once(workspaceId);
    return (await client.chat.getPermalink(message)).permalink ?? null;
  } catch {
    return null;
  }
}
