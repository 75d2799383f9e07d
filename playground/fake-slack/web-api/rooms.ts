// Finds the channel that a call names, as far as the caller may know of it.
import { scopeWords } from '../wire/channel.ts';
import type { Channel, ChannelKind } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { type Call, needScope } from './method.ts';
import { Refusal } from './refusal.ts';

/** Whether the bot's workspace has the channel, and the bot may know of it: what is private only its members see. */
export function isVisible(channel: Channel, { installation }: Call): boolean {
  const here = channel.teamId === installation.teamId || channel.sharedWith.includes(installation.teamId);
  return here && (channel.kind === 'public' || channel.members.has(installation.botUserId));
}

/** The channel with this id. A `U…` id is none. Refuses with `channel_not_found`. */
export function channelById(world: World, call: Call, id: string | undefined): Channel {
  const channel = id === undefined ? undefined : world.channels.get(id);
  if (!channel || !isVisible(channel, call)) throw new Refusal('channel_not_found');
  return channel;
}

/** Refuses when the bot may not read or write here: `is_archived`, `not_in_channel`. */
export function needMembership(channel: Channel, call: Call, { alsoPublic = false } = {}): void {
  if (channel.archived) throw new Refusal('is_archived');
  if (channel.members.has(call.installation.botUserId)) return;
  if (alsoPublic && channel.kind === 'public' && call.installation.scopes.has('chat:write.public')) return;
  throw new Refusal('not_in_channel');
}

/** Scopes for one kind of right over all kinds of channel: `channels:read`, `groups:read`, … */
export function channelScopes(right: 'read' | 'history' | 'write'): string[] {
  return (['public', 'private', 'mpim', 'im'] as ChannelKind[]).map((kind) => `${scopeWords[kind]}:${right}`);
}

/** Refuses unless the token has the right for this very kind of channel. */
export function needChannelScope(channel: Channel, call: Call, right: 'read' | 'history'): void {
  needScope(call.installation, `${scopeWords[channel.kind]}:${right}`);
}
