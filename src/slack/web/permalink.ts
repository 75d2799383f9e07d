// The addresses of messages and files, so that a member can open them. A link is only a courtesy: nothing waits for it for long.
import type { WebClient } from '@slack/web-api';
import type { Import } from '../../model/import.ts';
import { withTimeout } from '../../timeout.ts';
import { openDirectMessage } from './direct-message.ts';
import type { WebClients } from './web-clients.ts';

/** Slack waits three seconds for the answer with the link. */
const patienceMs = 1_000;

/** @returns null when the import has no message, the reader can't open it, or Slack doesn't answer */
export async function permalinkOf(
  clients: WebClients,
  record: Pick<Import, 'workspaceId' | 'place' | 'messageTs' | 'way' | 'direct'>,
  readerId: string,
): Promise<string | null> {
  const { workspaceId, place, messageTs, way, direct } = record;
  // Where the thread has an old state, the reader's own message is the current one.
  if (direct?.memberId === readerId && way !== 'thread')
    return messageLink(clients, { workspaceId, channelId: direct.channelId, readerId }, direct.ts);
  if (messageTs === null) return null;
  return messageLink(clients, { workspaceId, channelId: place.channelId, readerId }, messageTs);
}

/** @returns null when Slack doesn't answer, there is no such message, or it is in another member's direct messages */
export function messageLink(
  clients: WebClients,
  where: { readonly workspaceId: string; readonly channelId: string; readonly readerId: string },
  ts: string,
): Promise<string | null> {
  const { workspaceId, channelId: channel, readerId } = where;
  return orNull(async () => {
    const client = await clients.once(workspaceId);
    if (!(await canOpen(client, [channel], readerId))) return undefined;
    return (await client.chat.getPermalink({ channel, message_ts: ts })).permalink;
  });
}

/** @returns null when Slack doesn't answer, the file is gone, or it is only in other members' direct messages */
export function fileLink(
  clients: WebClients,
  { workspaceId, readerId }: { readonly workspaceId: string; readonly readerId: string },
  fileId: string,
): Promise<string | null> {
  return orNull(async () => {
    const client = await clients.once(workspaceId);
    const { file } = await client.files.info({ file: fileId });
    const places = [...(file?.channels ?? []), ...(file?.groups ?? []), ...(file?.ims ?? [])];
    return (await canOpen(client, places, readerId)) ? file?.permalink : undefined;
  });
}

/** Whether one of these is a channel, or the reader's own direct messages with the bot. */
async function canOpen(client: WebClient, places: readonly string[], readerId: string): Promise<boolean> {
  const direct = places.filter((id) => id.startsWith('D'));
  if (direct.length < places.length || direct.length === 0) return true;
  return direct.includes(await openDirectMessage(client, readerId));
}

async function orNull(find: () => Promise<string | undefined>): Promise<string | null> {
  try {
    return (await withTimeout(find(), patienceMs, () => null)) ?? null;
  } catch {
    return null;
  }
}
