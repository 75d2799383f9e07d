// The bot was added to a channel: it says what it is good for.
import type { App } from '@slack/bolt';
import type { say } from '../../usecases/notices/post-notice.ts';
import { botIdentity } from '../transport/bot-identity.ts';

type Parts = { readonly say: ReturnType<typeof say> };

export function onInvitation(app: App, { say }: Parts): void {
  app.event('member_joined_channel', async ({ event, context }) => {
    const { workspaceId, botMemberId } = botIdentity(context);
    if (event.user !== botMemberId) return;
    await say({
      words: 'hello',
      workspaceId,
      channelId: event.channel,
      threadTs: null,
      to: event.event_ts,
    });
  });
}
