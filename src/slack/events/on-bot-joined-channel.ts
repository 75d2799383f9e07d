// The bot was added to a channel: it posts what it can do there.
import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { requestNotice } from '../../usecases/notices/request-notice.ts';
import type { SlackContext } from '../context.ts';
import { botIdentity } from '../transport/bot-identity.ts';

type MemberJoined = SlackEventMiddlewareArgs<'member_joined_channel'> & AllMiddlewareArgs;

export async function onBotJoinedChannel(
  context: SlackContext,
  { event, context: boltContext }: MemberJoined,
): Promise<void> {
  const { workspaceId, botMemberId } = botIdentity(boltContext);
  if (event.user !== botMemberId) return;
  const { channel: channelId, event_ts: to } = event;
  await requestNotice(context, { words: 'hello', workspaceId, channelId, threadTs: null, to });
}
