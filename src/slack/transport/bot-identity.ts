// Who the app's bot is where an event or a click comes from, as `authorize` found it.
import type { Context } from '@slack/bolt';
import type { Bot } from '../../installations/installation-store.ts';

export type BotIdentity = Pick<Bot, 'workspaceId' | 'botMemberId'>;

export function botIdentity({ teamId, botUserId }: Context): BotIdentity {
  if (!teamId || !botUserId) throw new Error('an event came without a workspace');
  return { workspaceId: teamId, botMemberId: botUserId };
}
