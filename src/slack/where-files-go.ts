// Whether a file that was asked for in a channel may go there, or goes to the member alone, and why.
import type { WebClient } from '@slack/web-api';
import { slackErrorOf } from './slack-error.ts';
import type { PrivateBecause } from './views/export-accepted.ts';

/** `null`: into the channel. */
export async function privateBecause(
  client: WebClient,
  channel: string,
  isPrivate: boolean,
): Promise<PrivateBecause | null> {
  if (isPrivate) return 'asked';
  try {
    const { channel: told } = await client.conversations.info({ channel });
    if (told?.is_ext_shared || told?.is_pending_ext_shared) return 'channel shared with others';
    return told?.is_member || told?.is_im ? null : 'bot not in channel';
  } catch (error) {
    // A private channel or a conversation that the bot isn't in.
    if (slackErrorOf(error) === 'channel_not_found') return 'bot not in channel';
    throw error;
  }
}
