// Checks where a member may act: in the member's own channels, on messages that the member can see.
import type { Channel, Member, Message } from '../world/records.ts';
import { findChannel, type World } from '../world/world.ts';

/** Finds a channel by name or id. Throws if the member is not in it. */
export function ownChannel(world: World, member: Member, nameOrId: string): Channel {
  const channel = findChannel(world, nameOrId);
  if (channel.members.has(member.id)) return channel;
  throw new Error(`${member.name} is not in ${channel.name || channel.id}`);
}

/**
 * Returns the current version of a message; the caller's version may be outdated. Throws if the message was deleted or
 * the member can't see it.
 */
export function currentMessage(world: World, member: Member, { channel, ts, onlyFor }: Message): Message {
  const current = onlyFor ? world.messages.findEphemeral(channel, ts) : world.messages.find(channel, ts);
  if (!current) throw new Error('The message was deleted');
  if (current.onlyFor && current.onlyFor !== member.id) {
    throw new Error(`${member.name} can’t see that message`);
  }
  if (!current.onlyFor) ownChannel(world, member, channel);
  return current;
}
