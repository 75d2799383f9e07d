// Adds channels, and changes who is in them.
import type { Channel, ChannelKind } from './records.ts';
import { findChannel, findMember, type World } from './world.ts';

export type NewChannel = {
  id?: string;
  /** Only a group message (`mpim`) goes without. */
  name?: string;
  kind?: Exclude<ChannelKind, 'im'>;
  /** Handles or ids. */
  members?: readonly string[];
  workspace?: string;
  sharedWith?: readonly string[];
  pendingWith?: readonly string[];
  archived?: boolean;
};

/** Channels and members by name or id. */
export type ChannelChanges = {
  addChannel(channel: NewChannel): Channel;
  /** Puts a member, or the bot, into a channel. */
  invite(channel: string, member: string): void;
  /** Takes a member, or the bot, out of a channel. */
  kick(channel: string, member: string): void;
  archive(channel: string): void;
};

export function createChannelChanges(world: World, workspaceId: (given?: string) => string): ChannelChanges {
  const tell = ({ id }: Channel) => world.changes.emit({ kind: 'channel', channel: id });
  const both = (channelName: string, memberName: string) => {
    const channel = findChannel(world, channelName);
    return { channel, member: findMember(world, memberName, channel.teamId) };
  };
  return {
    addChannel(channel) {
      const kind = channel.kind ?? 'public';
      const teamId = workspaceId(channel.workspace);
      const members = (channel.members ?? []).map((name) => findMember(world, name, teamId).id);
      const added: Channel = {
        id: channel.id ?? world.ids.next('C'),
        name: channel.name ?? `mpdm-${members.join('--').toLowerCase()}-1`,
        kind,
        teamId,
        sharedWith: channel.sharedWith ?? [],
        pendingWith: channel.pendingWith ?? [],
        members: new Set(members),
        archived: channel.archived ?? false,
        creator: members[0] ?? '',
        created: Math.floor(Date.now() / 1000),
      };
      world.channels.set(added.id, added);
      tell(added);
      return added;
    },
    invite(channelName, memberName) {
      const { channel, member } = both(channelName, memberName);
      channel.members.add(member.id);
      tell(channel);
    },
    kick(channelName, memberName) {
      const { channel, member } = both(channelName, memberName);
      channel.members.delete(member.id);
      tell(channel);
    },
    archive(channelName) {
      const channel = findChannel(world, channelName);
      channel.archived = true;
      tell(channel);
    },
  };
}
