// Adds and archives channels, and changes who is in them.
import type { Channel, ChannelKind } from './records.ts';
import { findChannel, findMember, type World } from './world.ts';

/** A channel to add. Missing ids are generated. */
export type NewChannel = {
  id?: string;
  /** Required, except for a group direct message (`mpim`), whose name Slack derives from its members. */
  name?: string;
  /** `public` by default. */
  kind?: Exclude<ChannelKind, 'im'>;
  /** Handles or ids. */
  members?: readonly string[];
  /** Id of the owning workspace; the first workspace by default. */
  workspace?: string;
  /** Ids of other workspaces that share the channel. */
  sharedWith?: readonly string[];
  /** Ids of other workspaces that were invited and have not accepted yet. */
  pendingWith?: readonly string[];
  /** Shared with other workspaces of the same Enterprise organization. */
  orgShared?: boolean;
  archived?: boolean;
};

/** Channels and members are given by name or id. Unknown ones throw. */
export type ChannelProvisioning = {
  addChannel(channel: NewChannel): Channel;
  /** Adds a member, or the bot, to a channel without an event. */
  invite(channel: string, member: string): void;
  /** Removes a member, or the bot, from a channel without an event. */
  kick(channel: string, member: string): void;
  archive(channel: string): void;
  /** From now on, other workspaces share the channel. */
  shareChannel(channel: string, workspaces: readonly string[]): void;
};

export function createChannelProvisioning(
  world: World,
  workspaceId: (given?: string) => string,
): ChannelProvisioning {
  const notify = ({ id }: Channel) => world.changes.emit({ kind: 'channel', channel: id });
  const findBoth = (channelName: string, memberName: string) => {
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
        orgShared: channel.orgShared ?? false,
        members: new Set(members),
        archived: channel.archived ?? false,
        creator: members[0] ?? '',
        created: Math.floor(Date.now() / 1000),
      };
      world.channels.set(added.id, added);
      notify(added);
      return added;
    },
    invite(channelName, memberName) {
      const { channel, member } = findBoth(channelName, memberName);
      channel.members.add(member.id);
      notify(channel);
    },
    kick(channelName, memberName) {
      const { channel, member } = findBoth(channelName, memberName);
      channel.members.delete(member.id);
      notify(channel);
    },
    archive(channelName) {
      const channel = findChannel(world, channelName);
      channel.archived = true;
      notify(channel);
    },
    shareChannel(channelName, workspaces) {
      const channel = findChannel(world, channelName);
      channel.sharedWith = workspaces;
      notify(channel);
    },
  };
}
