// Finds the channel of a call and checks the bot's access to it.
import { scopePrefixes } from '../serializers/serialize-channel.ts';
import type { Channel, ChannelKind } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { type Call, requireScope } from './method.ts';
import { SlackError } from './slack-error.ts';

/** True if the bot's workspace has the channel and the bot can see it. Only members see a private channel. */
export function isVisible(channel: Channel, { installation }: Call): boolean {
  const isInWorkspace =
    channel.teamId === installation.teamId || channel.sharedWith.includes(installation.teamId);
  return isInWorkspace && (channel.kind === 'public' || channel.members.has(installation.botUserId));
}

/** @throws SlackError `channel_not_found`, also for a `U…` id */
export function channelById(world: World, call: Call, id: string | undefined): Channel {
  const channel = id === undefined ? undefined : world.channels.get(id);
  if (!channel || !isVisible(channel, call)) throw new SlackError('channel_not_found');
  return channel;
}

/**
 * `alsoPublic` accepts public channels without membership if the token has `chat:write.public`.
 *
 * @throws SlackError `is_archived` or `not_in_channel`
 */
export function requireMembership(channel: Channel, call: Call, { alsoPublic = false } = {}): void {
  if (channel.archived) throw new SlackError('is_archived');
  if (channel.members.has(call.installation.botUserId)) return;
  if (alsoPublic && channel.kind === 'public' && call.installation.scopes.has('chat:write.public')) return;
  throw new SlackError('not_in_channel');
}

/** Returns the scopes for all kinds of channels: `channels:read`, `groups:read`, … */
export function channelScopes(right: 'read' | 'history' | 'write'): string[] {
  return (['public', 'private', 'mpim', 'im'] as ChannelKind[]).map(
    (kind) => `${scopePrefixes[kind]}:${right}`,
  );
}

/** @throws SlackError `missing_scope` if the token lacks the scope for this kind of channel */
export function requireChannelScope(channel: Channel, call: Call, right: 'read' | 'history'): void {
  requireScope(call.installation, `${scopePrefixes[channel.kind]}:${right}`);
}
