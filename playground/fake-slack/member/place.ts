// Where a member may act: in channels that they are in, on messages that they can see.
import type { Channel, Member, Message } from '../world/records.ts';
import { findChannel, type World } from '../world/world.ts';

/** The channel with this name or id. Throws when the member isn't in it. */
export function ownChannel(world: World, member: Member, nameOrId: string): Channel {
  const channel = findChannel(world, nameOrId);
  if (channel.members.has(member.id)) return channel;
  throw new Error(`${member.name} is not in ${channel.name || channel.id}`);
}

/** The message as it is now: what the caller holds may be old. Throws when it is gone or the member can't see it. */
export function messageNow(world: World, member: Member, { channel, ts, onlyFor }: Message): Message {
  const now = onlyFor ? world.messages.findEphemeral(channel, ts) : world.messages.find(channel, ts);
  if (!now) throw new Error('The message is gone');
  if (now.onlyFor && now.onlyFor !== member.id) throw new Error(`${member.name} can’t see that message`);
  if (!now.onlyFor) ownChannel(world, member, channel);
  return now;
}
