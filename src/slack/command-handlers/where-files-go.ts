// Whether a file that was asked for in a channel may go there, or goes to the member alone, and why.

import type { PrivateBecause } from '../views/export/export-accepted.ts';
import { isShared } from '../web/shared-outside.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import type { WebClients } from '../web/web-clients.ts';

/** `null`: into the channel. */
export type WhereFilesGo = (
  workspaceId: string,
  channelId: string,
  isPrivate: boolean,
) => Promise<PrivateBecause | null>;

/**
 * What Slack says of a conversation that the bot isn't in: of a private channel or somebody's direct messages, and,
 * since we have no right to look at any, of a group message.
 */
const unknownToBot = new Set(['channel_not_found', 'missing_scope']);

export function whereFilesGo(clients: WebClients): WhereFilesGo {
  return async (workspaceId, channel, isPrivate) => {
    if (isPrivate) return 'asked';
    try {
      const client = await clients.retrying(workspaceId);
      const { channel: told } = await client.conversations.info({ channel });
      if (isShared(told)) return 'channel shared with others';
      return told?.is_member || told?.is_im ? null : 'bot not in channel';
    } catch (error) {
      if (unknownToBot.has(slackErrorOf(error) ?? '')) return 'bot not in channel';
      throw error;
    }
  };
}
