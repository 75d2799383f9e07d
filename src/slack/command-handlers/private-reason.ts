// Why a file that was asked for in a channel goes to the member's direct messages instead.

import { lookAtPlace } from '../access/look-at-place.ts';
import type { SlackContext } from '../context.ts';
import type { PrivateBecause } from '../views/export/export-accepted.ts';
import type { Invocation } from './command-handler.ts';

/** @returns null when the file may go into the channel */
export async function privateReason(
  context: SlackContext,
  workspaceId: string,
  { channelId, channelName }: Pick<Invocation, 'channelId' | 'channelName'>,
): Promise<PrivateBecause | null> {
  const { hidden, isBotIn } = await lookAtPlace(context, workspaceId, channelId);
  if (hidden === 'not visible') return notVisibleReason(channelName);
  return hidden ?? (isBotIn ? null : 'bot not in channel');
}

/** No one can invite the bot into direct messages or a group message. */
const notVisibleReason = (channelName: string): PrivateBecause =>
  /^(?:mpdm-|directmessage$)/.test(channelName) ? 'conversation not visible' : 'bot not in channel';
