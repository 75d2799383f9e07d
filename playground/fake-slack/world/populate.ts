// Adds workspaces, members, channels and installations of the app to the world.
import { randomBytes } from 'node:crypto';
import type { Channel, ChannelKind, Installation, Member, MemberKind, Workspace } from './records.ts';
import { findChannel, findMember, type World } from './world.ts';

/** The bot scopes that the app asks for. */
export const appScopes = [
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'im:history',
  'im:write',
  'channels:history',
  'groups:history',
  'channels:read',
  'groups:read',
  'users:read',
];

export type NewWorkspace = { id?: string; name: string; domain?: string; enterpriseId?: string };
export type NewMember = {
  id?: string;
  name: string;
  realName?: string;
  email?: string;
  kind?: MemberKind;
  workspace?: string;
};
export type NewChannel = {
  id?: string;
  /** Only a group message (`mpim`) goes without. */
  name?: string;
  kind?: Exclude<ChannelKind, 'im'>;
  /** Handles or ids. */
  members?: readonly string[];
  workspace?: string;
  sharedWith?: readonly string[];
  archived?: boolean;
};
export type NewInstallation = { workspace: string; token?: string; scopes?: readonly string[] };

export type Populate = {
  addWorkspace(workspace: NewWorkspace): Workspace;
  /** Without `workspace`: into the first one. */
  addMember(member: NewMember): Member;
  /** Makes a member something else: `changeMember('dana', { kind: 'deactivated' })`. */
  changeMember(
    nameOrId: string,
    change: Partial<Pick<Member, 'kind' | 'name' | 'realName' | 'email'>>,
  ): Member;
  addChannel(channel: NewChannel): Channel;
  /** Puts a member into a channel. */
  invite(channel: string, member: string): void;
  /** Takes a member, or the bot, out of a channel. */
  kick(channel: string, member: string): void;
  archive(channel: string): void;
  /** Installs the app: a bot member and a token. Installing again gives another token; the one before stays good. */
  install(installation: NewInstallation): Installation;
};

export function createPopulate(world: World, app: { appId: string; name: string }): Populate {
  const workspaceId = (given?: string) => {
    const id = given ?? world.workspaces.keys().next().value;
    if (!id || !world.workspaces.has(id)) throw new Error(`There is no workspace "${given ?? ''}"`);
    return id;
  };

  const addMember: Populate['addMember'] = (member) => {
    const added: Member = {
      id: member.id ?? world.ids.next('U'),
      name: member.name,
      realName: member.realName ?? member.name,
      email: member.email ?? `${member.name}@example.com`,
      teamId: workspaceId(member.workspace),
      kind: member.kind ?? 'ordinary',
      tzOffset: 0,
    };
    if (added.kind === 'bot') added.botId = world.ids.next('B');
    world.members.set(added.id, added);
    world.changes.emit({ kind: 'member', id: added.id });
    return added;
  };

  const changeChannel = (
    name: string,
    change: (channel: Channel, memberId: string) => void,
    member?: string,
  ) => {
    const channel = findChannel(world, name);
    change(channel, member === undefined ? '' : findMember(world, member, channel.teamId).id);
    world.changes.emit({ kind: 'channel', channel: channel.id });
  };

  return {
    addWorkspace(workspace) {
      const added: Workspace = {
        id: workspace.id ?? world.ids.next('T'),
        name: workspace.name,
        domain: workspace.domain ?? workspace.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
        ...(workspace.enterpriseId ? { enterpriseId: workspace.enterpriseId } : {}),
      };
      world.workspaces.set(added.id, added);
      return added;
    },
    addMember,
    changeMember(nameOrId, change) {
      const member = Object.assign(findMember(world, nameOrId), change);
      world.changes.emit({ kind: 'member', id: member.id });
      return member;
    },
    invite: (channel, member) => changeChannel(channel, ({ members }, id) => members.add(id), member),
    kick: (channel, member) => changeChannel(channel, ({ members }, id) => members.delete(id), member),
    archive(channel) {
      changeChannel(channel, (room) => {
        room.archived = true;
      });
    },
    addChannel(channel) {
      const kind = channel.kind ?? 'public';
      const teamId = workspaceId(channel.workspace);
      const members = (channel.members ?? []).map((name) => findMember(world, name, teamId).id);
      const added: Channel = {
        id: channel.id ?? world.ids.next(kind === 'public' ? 'C' : 'G'),
        name: channel.name ?? `mpdm-${members.join('--').toLowerCase()}-1`,
        kind,
        teamId,
        sharedWith: channel.sharedWith ?? [],
        members: new Set(members),
        archived: channel.archived ?? false,
        creator: members[0] ?? '',
        created: Math.floor(Date.now() / 1000),
      };
      world.channels.set(added.id, added);
      world.changes.emit({ kind: 'channel', channel: added.id });
      return added;
    },
    install({ workspace, token, scopes = appScopes }) {
      const teamId = workspaceId(workspace);
      const before = world.installations.get(teamId);
      const bot = before
        ? findMember(world, before.botUserId)
        : addMember({ id: `U0BOT${teamId.slice(1)}`, name: app.name, kind: 'bot', workspace: teamId });
      bot.botId = `B0BOT${teamId.slice(1)}`;
      const installation: Installation = {
        teamId,
        appId: app.appId,
        botId: bot.botId,
        botUserId: bot.id,
        // docs.slack.dev/authentication/using-token-rotation: at most two tokens are active at a time.
        earlierTokens: before?.active ? [before.token] : [],
        expired: before?.expired ?? new Set(),
        token: token ?? `xoxb-${teamId}-${randomBytes(12).toString('hex')}`,
        scopes: new Set(scopes),
        active: true,
      };
      world.installations.set(teamId, installation);
      return installation;
    },
  };
}
