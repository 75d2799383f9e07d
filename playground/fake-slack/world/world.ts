// The state of the fake Slack, in memory: workspaces, members, channels, installations, messages, files, views.
import { type Changes, createChanges } from './changes.ts';
import { createIds, type Ids } from './ids.ts';
import { createMessageStore, type MessageStore } from './message-store.ts';
import type {
  Channel,
  Enterprise,
  Installation,
  Member,
  MemberKind,
  SharedFile,
  View,
  Workspace,
} from './records.ts';

export type World = {
  /** The fake's base URL, `http://127.0.0.1:1234`; empty until the server listens. */
  url: string;
  ids: Ids;
  changes: Changes;
  workspaces: Map<string, Workspace>;
  enterprises: Map<string, Enterprise>;
  members: Map<string, Member>;
  channels: Map<string, Channel>;
  /** By workspace id; an org-wide installation also by the id of its Enterprise organization. */
  installations: Map<string, Installation>;
  messages: MessageStore;
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
    enterprises: new Map(),
    members: new Map(),
    channels: new Map(),
    installations: new Map(),
    messages: createMessageStore(ids, changes),
    files: new Map(),
    views: new Map(),
  };
}

/** Finds a member by id or handle. `teamId` narrows the search if handles repeat. Throws if there is no match. */
export function findMember(world: World, nameOrId: string, teamId?: string): Member {
  const direct = world.members.get(nameOrId);
  if (direct) return direct;
  const named = [...world.members.values()].find(
    (member) => member.name === nameOrId && (!teamId || kindIn(member, teamId) !== undefined),
  );
  if (!named) throw new Error(`There is no member "${nameOrId}" in the fake Slack`);
  return named;
}

/** The member's kind in a workspace; `undefined` if the member is not in the workspace. */
export function kindIn({ teamId, kind, alsoIn }: Member, workspace: string): MemberKind | undefined {
  return workspace === teamId ? kind : alsoIn[workspace];
}

/** Finds the installations that a token belongs to: several if it is the token of an org-wide installation. */
export function installationsWith(world: World, token: string): Installation[] {
  return [...world.installations.values()].filter(
    (installation) => installation.token === token || installation.earlierTokens.includes(token),
  );
}

/** Changes an installation; an org-wide one also in each workspace that was granted access. */
export function changeInstallation(
  world: World,
  { teamId, enterpriseId }: Installation,
  change: Partial<Installation>,
): void {
  for (const [id, installation] of world.installations)
    if (id === teamId || (enterpriseId !== undefined && installation.enterpriseId === enterpriseId))
      world.installations.set(id, { ...installation, ...change });
}

/** Finds a channel by id or name (`end-users`, `#end-users`). Throws if there is no match. */
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

/** Returns the direct message channel of two members, and creates it if necessary. */
export function directMessage(world: World, one: Member, other: Member): Channel {
  const [bot, person] = one.kind === 'bot' ? [one, other] : [other, one];
  // The bot of an org-wide installation is in many workspaces.
  const isTogether = kindIn(bot, person.teamId) !== undefined;
  const known = [...world.channels.values()].find(
    (channel) => channel.kind === 'im' && channel.members.has(one.id) && channel.members.has(other.id),
  );
  if (known) return known;
  const channel: Channel = {
    id: world.ids.next('D'),
    name: '',
    kind: 'im',
    teamId: isTogether ? person.teamId : one.teamId,
    sharedWith: isTogether ? [] : [other.teamId],
    pendingWith: [],
    orgShared: false,
    members: new Set([one.id, other.id]),
    archived: false,
    creator: one.id,
    created: Math.floor(Date.now() / 1000),
  };
  world.channels.set(channel.id, channel);
  world.changes.emit({ kind: 'channel', channel: channel.id });
  return channel;
}
