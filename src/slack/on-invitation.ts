// The bot was added to a channel: it says what it is good for.
import type { App } from '@slack/bolt';
import type { say } from '../usecases/say.ts';
import type { Installation } from './web-clients.ts';

type Parts = { readonly installation: Installation; readonly say: ReturnType<typeof say> };

export function onInvitation(app: App, { installation, say }: Parts): void {
  const { workspaceId, botMemberId } = installation;
  app.event('member_joined_channel', async ({ event }) => {
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
