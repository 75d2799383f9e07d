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
  message: SlackMessage,
): Promise<BotIdentity> {
  const { channel, user_team, source_team, team } = message;
  const homes = await workspacesOf(context, receiver, channel);
  const isElsewhere = ({ workspaceId, botMemberId }: BotIdentity): boolean =>
    homes !== null && botMemberId === receiver.botMemberId && !homes.includes(workspaceId);
  const isReceiverElsewhere = isElsewhere(receiver);
  for (const teamId of [user_team, source_team, team]) {
    if (teamId === undefined || (isReceiverElsewhere && teamId === receiver.workspaceId)) continue;
    if (teamId === receiver.workspaceId) return receiver;
    const own = await context.installations.botFor(teamId);
    if (own?.workspaceId === receiver.workspaceId) return receiver;
    if (own && !isElsewhere(own) && (await isInChannel(context, own, channel))) return own;
  }
  for (const workspaceId of isReceiverElsewhere && homes ? homes : []) {
    const own = await context.installations.botFor(workspaceId);
    if (own) return own;
  }
  return receiver;
}

/**
 * The workspaces that the channel belongs to, where that has to be asked: the bot of an org-wide installation is the same in
 * all workspaces, so being in the channel doesn't tell. Null: it tells, or the channel is a direct message.
 */
async function workspacesOf(
  { clients, installations }: SlackContext,
  { workspaceId }: BotIdentity,
  channelId: string,
): Promise<readonly string[] | null> {
  if (channelId.startsWith('D')) return null;
  if (!(await installations.botFor(workspaceId))?.enterpriseId) return null;
  try {
    const client = await clients.retrying(workspaceId);
    const { channel } = await client.conversations.info({ channel: channelId });
    return channel?.shared_team_ids?.length ? channel.shared_team_ids : null;
  } catch (error) {
    // A group message without its optional scope.
    if (unreachable.has(slackErrorOf(error) ?? '')) return null;
    throw error;
  }
}

async function isInChannel(
  { clients }: SlackContext,
  { workspaceId }: BotIdentity,
  channel: string,
): Promise<boolean> {
  try {
    const client = await clients.retrying(workspaceId);
    return (await client.conversations.info({ channel })).channel?.is_member === true;
  } catch (error) {
    if (error instanceof NotInstalledError || unreachable.has(slackErrorOf(error) ?? '')) return false;
    throw error;
  }
}
