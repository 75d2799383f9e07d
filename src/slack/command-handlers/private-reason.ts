// Why a file that was asked for in a channel goes to the member's direct messages instead.
import type { PrivateBecause } from '../views/export/export-accepted.ts';
import { isExternallyShared } from '../web/shared-outside.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import type { WebClients } from '../web/web-clients.ts';
import type { Invocation } from './command-handler.ts';

/**
 * Slack's errors for a conversation that the bot can't see: a private channel, someone's direct messages, and a group
 * message without the optional scope `mpim:read`.
 */
const notVisible = new Set(['channel_not_found', 'missing_scope']);

/** @returns null when the file may go into the channel */
export async function privateReason(
  clients: WebClients,
  workspaceId: string,
  { channelId, channelName }: Pick<Invocation, 'channelId' | 'channelName'>,
): Promise<PrivateBecause | null> {
  try {
    const client = await clients.retrying(workspaceId);
    const { channel } = await client.conversations.info({ channel: channelId });
    if (isExternallyShared(channel)) return 'channel shared with others';
    return channel?.is_member || channel?.is_im ? null : 'bot not in channel';
  } catch (error) {
    const code = slackErrorOf(error) ?? '';
    if (notVisible.has(code)) return notVisibleReason(channelName);
    throw error;
  }
}

/** No one can invite the bot into direct messages or a group message. */
const notVisibleReason = (channelName: string): PrivateBecause =>
  /^(?:mpdm-|directmessage$)/.test(channelName) ? 'conversation not visible' : 'bot not in channel';
