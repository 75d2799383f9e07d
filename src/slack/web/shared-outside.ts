// Whether people of another company read along in a channel: one that is shared with them by Slack Connect, or soon will be.
import type { IsSharedOutside } from '../../usecases/ports.ts';
import { slackErrorOf } from './slack-error.ts';
import type { WebClients } from './web-clients.ts';

/** What Slack tells of a channel. */
type Told = { readonly is_ext_shared?: boolean; readonly is_pending_ext_shared?: boolean };

export const isShared = (told: Told | undefined): boolean =>
  Boolean(told?.is_ext_shared || told?.is_pending_ext_shared);

/** Group messages, since we have no right to look at any, and what the bot is no longer in. */
const notShownToBot = new Set(['missing_scope', 'channel_not_found']);

export function isSharedOutside(clients: WebClients): IsSharedOutside {
  return async ({ workspaceId, channelId: channel }) => {
    try {
      const client = await clients.retrying(workspaceId);
      return isShared((await client.conversations.info({ channel })).channel);
    } catch (error) {
      if (notShownToBot.has(slackErrorOf(error) ?? '')) return true;
      throw error;
    }
  };
}
