// Which workspace's bot handles a message in a channel that several workspaces share. Slack sends the event once, for
// the workspace that joined last (slackapi/bolt-js#2008), where a member of another workspace is a stranger.
import { NotInstalledError } from '../../installations/installation-store.ts';
import type { SlackContext } from '../context.ts';
import type { BotIdentity } from '../transport/bot-identity.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import type { SlackMessage } from './read-share.ts';

/** Slack hides the channel from the bot, or has revoked its token. */
const unreachable = new Set([
  'channel_not_found',
  'missing_scope',
  'account_inactive',
  'token_revoked',
  'invalid_auth',
]);

/**
 * The bot of the author's own workspace, if the app is installed there and the bot is in the channel; else `receiver`.
 * The event's team ids only tell which workspace to ask; the Web API decides who the user is.
 *
 * @param receiver the bot that Slack sent the event to
 */
export async function resolveBotWorkspace(
  context: SlackContext,
  receiver: BotIdentity,
  { channel, user_team, source_team, team }: SlackMessage,
): Promise<BotIdentity> {
  for (const teamId of [user_team, source_team, team]) {
    if (teamId === undefined) continue;
    if (teamId === receiver.workspaceId) return receiver;
    const own = await context.installations.botFor(teamId);
    if (own?.workspaceId === receiver.workspaceId) return receiver;
    if (own && (await isInChannel(context, own, receiver, channel))) return own;
  }
  return receiver;
}

async function isInChannel(
  { clients }: SlackContext,
  { workspaceId, botMemberId }: BotIdentity,
  receiver: BotIdentity,
  channelId: string,
): Promise<boolean> {
  try {
    const client = await clients.retrying(workspaceId);
    const { channel } = await client.conversations.info({ channel: channelId });
    if (!channel?.is_member) return false;
    // The bot of an org-wide installation is the same in all workspaces: is the channel also of this one?
    return botMemberId !== receiver.botMemberId || channel.shared_team_ids?.includes(workspaceId) === true;
  } catch (error) {
    if (error instanceof NotInstalledError || unreachable.has(slackErrorOf(error) ?? '')) return false;
    throw error;
  }
}
