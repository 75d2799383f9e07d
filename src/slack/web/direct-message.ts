// Direct messages between the bot and a member.
import type { WebClient } from '@slack/web-api';

/** @returns the id of the direct message's channel */
export async function openDirectMessage(client: WebClient, memberId: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: memberId });
  if (!channel?.id) throw new Error('Slack opened a direct message but sent no channel id');
  return channel.id;
}

/** The same for a member's id, and the channel itself for a channel's. */
export async function resolveChannel(client: WebClient, channelOrMemberId: string): Promise<string> {
  return /^[UW]/.test(channelOrMemberId) ? openDirectMessage(client, channelOrMemberId) : channelOrMemberId;
}
