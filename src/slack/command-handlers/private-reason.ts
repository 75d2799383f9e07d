// Why a file that was asked for in a channel goes to the member's direct messages instead.
import type { PrivateBecause } from '../views/export/export-accepted.ts';
import { isExternallyShared } from '../web/shared-outside.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import type { WebClients } from '../web/web-clients.ts';

/**
 * Slack's errors for a conversation that the bot isn't in: a private channel, someone's direct messages, and a group
 * message, which the app has no scope to look at.
 */
const notVisible = new Set(['channel_not_found', 'missing_scope']);

/** @returns null when the file may go into the channel */
export async function privateReason(
  clients: WebClients,
  workspaceId: string,
  channelId: string,
): Promise<PrivateBecause | null> {
  try {
    const client = await clients.retrying(workspaceId);
    const { channel } = await client.conversations.info({ channel: channelId });
    if (isExternallyShared(channel)) return 'channel shared with others';
    return channel?.is_member || channel?.is_im ? null : 'bot not in channel';
  } catch (error) {
    if (notVisible.has(slackErrorOf(error) ?? '')) return 'bot not in channel';
    throw error;
  }
}
