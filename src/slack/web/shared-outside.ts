// Whether people of another company can read a channel: one that is shared through Slack Connect, or is about to be.
import { slackErrorOf } from './slack-error.ts';
import type { WebClients } from './web-clients.ts';

/** The part of `conversations.info` that matters here. */
type Channel = { readonly is_ext_shared?: boolean; readonly is_pending_ext_shared?: boolean };

export const isExternallyShared = (channel: Channel | undefined): boolean =>
  Boolean(channel?.is_ext_shared || channel?.is_pending_ext_shared);

/** Group messages, which the app has no scope to look at, and channels that the bot has left. */
const notVisible = new Set(['missing_scope', 'channel_not_found']);

/** Also true where Slack doesn't let the bot know. */
export async function isSharedOutside(
  clients: WebClients,
  workspaceId: string,
  channel: string,
): Promise<boolean> {
  try {
    const client = await clients.retrying(workspaceId);
    return isExternallyShared((await client.conversations.info({ channel })).channel);
  } catch (error) {
    if (notVisible.has(slackErrorOf(error) ?? '')) return true;
    throw error;
  }
}
