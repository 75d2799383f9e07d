// Everything that the fake knows, in memory: who is there, where they talk, what was said and shared.
import { type Changes, createChanges } from './changes.ts';
import { createIds, type Ids } from './ids.ts';
import { createMessages, type Messages } from './messages.ts';
import type { Channel, Installation, Member, MemberKind, SharedFile, View, Workspace } from './records.ts';

export type World = {
  /** Where the fake listens, `http://127.0.0.1:1234`; empty until it does. */
  url: string;
  ids: Ids;
  changes: Changes;
  workspaces: Map<string, Workspace>;
  members: Map<string, Member>;
  channels: Map<string, Channel>;
  /** By workspace. */
  installations: Map<string, Installation>;
  messages: Messages;
  files: Map<string, SharedFile>;
  views: Map<string, View>;
};

export function createWorld(now: () => number): World {
  const ids = createIds(now);
  const changes = createChanges();
  return {
    url: '',
    ids,
    changes,
    workspaces: new Map(),
    members: new Map(),
    channels: new Map(),
    installations: new Map(),
    messages: createMessages(ids, changes),
    files: new Map(),
    views: new Map(),
  };
}

/** The member with this id or handle (of this workspace, when handles repeat). Throws when nobody has it. */
export function findMember(world: World, nameOrId: string, teamId?: string): Member {
  const direct = world.members.get(nameOrId);
  if (direct) return direct;
  const named = [...world.members.values()].find(
    (member) => member.name === nameOrId && (!teamId || kindIn(member, teamId) !== undefined),
  );
  if (!named) throw new Error(`There is no member "${nameOrId}" in the fake Slack`);
  return named;
}

/** What a member is in a workspace; `undefined` when they are not in it. */
export function kindIn({ teamId, kind, alsoIn }: Member, workspace: string): MemberKind | undefined {
  return workspace === teamId ? kind : alsoIn[workspace];
}

/** The installation that this token belongs to. */
export function installationWith(world: World, token: string): Installation | undefined {
  return [...world.installations.values()].find(
    (installation) => installation.token === token || installation.earlierTokens.includes(token),
  );
}

/** The channel with this id or name (`end-users`, `#end-users`). Throws when there is none. */
export function findChannel(world: World, nameOrId: string, teamId?: string): Channel {
  const direct = world.channels.get(nameOrId);
  if (direct) return direct;
  const name = nameOrId.replace(/^#/, '');
  const named = [...world.channels.values()].find(
    (channel) => channel.name === name && name !== '' && (!teamId || channel.teamId === teamId),
  );
  if (!named) throw new Error(`There is no channel "${nameOrId}" in the fake Slack`);
  return named;
}

/** The direct message channel of these two, made when they never talked before. */
export function directMessage(world: World, one: Member, other: Member): Channel {
  const known = [...world.channels.values()].find(
    (channel) => channel.kind === 'im' && channel.members.has(one.id) && channel.members.has(other.id),
  );
  if (known) return known;
  const channel: Channel = {
    id: world.ids.next('D'),
    name: '',
    kind: 'im',
    teamId: one.teamId,
    sharedWith: one.teamId === other.teamId ? [] : [other.teamId],
    pendingWith: [],
    members: new Set([one.id, other.id]),
    archived: false,
    creator: one.id,
    created: Math.floor(Date.now() / 1000),
  };
  world.channels.set(channel.id, channel);
  world.changes.emit({ kind: 'channel', channel: channel.id });
  return channel;
}
