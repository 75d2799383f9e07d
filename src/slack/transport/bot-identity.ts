// Which bot an event or a click is for, as Bolt's `authorize` found it.
import type { Context } from '@slack/bolt';
import type { Bot } from '../../installations/installation-store.ts';

export type BotIdentity = Pick<Bot, 'workspaceId' | 'botMemberId'>;

export function botIdentity({ teamId, botUserId }: Context): BotIdentity {
  if (!teamId || !botUserId) throw new Error('an event has no workspace');
  return { workspaceId: teamId, botMemberId: botUserId };
}
