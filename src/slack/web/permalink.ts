// The addresses of messages and files, so that a member can open them. A link is only a courtesy: nothing waits for it for long.
import type { Import } from '../../model/import.ts';
import { withTimeout } from '../../timeout.ts';
import type { WebClients } from './web-clients.ts';

/** Slack waits three seconds for the answer with the link. */
const patienceMs = 1_000;

/** @returns null when the import has no message, or Slack doesn't answer */
export async function permalinkOf(
  clients: WebClients,
  record: Pick<Import, 'workspaceId' | 'place' | 'messageTs'>,
): Promise<string | null> {
  const { workspaceId, messageTs } = record;
  if (messageTs === null) return null;
  return messageLink(clients, workspaceId, record.place.channelId, messageTs);
}

/** @returns null when Slack doesn't answer, or there is no such message */
export function messageLink(
  clients: WebClients,
  workspaceId: string,
  channel: string,
  ts: string,
): Promise<string | null> {
  return orNull(async () => {
    const client = await clients.once(workspaceId);
    return (await client.chat.getPermalink({ channel, message_ts: ts })).permalink;
  });
}

/** @returns null when Slack doesn't answer, or the file is gone */
export function fileLink(clients: WebClients, workspaceId: string, file: string): Promise<string | null> {
  return orNull(async () => {
    const client = await clients.once(workspaceId);
    return (await client.files.info({ file })).file?.permalink;
  });
}

async function orNull(find: () => Promise<string | undefined>): Promise<string | null> {
  try {
    return (await withTimeout(find(), patienceMs, () => null)) ?? null;
  } catch {
    return null;
  }
}
