// Adds workspaces, members, channels and installations of the app to the world, and changes them.
import { type ChannelChanges, createChannelChanges } from './channel-changes.ts';
import { install, type NewInstallation } from './install.ts';
import type { Installation, Member, NewMember, Workspace } from './records.ts';
import { findMember, type World } from './world.ts';

export type NewWorkspace = { id?: string; name: string; domain?: string; enterpriseId?: string };

export type Populate = ChannelChanges & {
  addWorkspace(workspace: NewWorkspace): Workspace;
  /** Without `workspace`: into the first one. */
  addMember(member: NewMember): Member;
  /** Makes a member something else: `changeMember('dana', { kind: 'deactivated' })`. */
  changeMember(
    nameOrId: string,
    change: Partial<Pick<Member, 'kind' | 'name' | 'realName' | 'email'>>,
  ): Member;
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
      alsoIn: member.alsoIn ?? {},
      stranger: member.stranger ?? false,
      tzOffset: 0,
    };
    if (added.kind === 'bot') added.botId = world.ids.next('B');
    world.members.set(added.id, added);
    world.changes.emit({ kind: 'member', id: added.id });
    return added;
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
    ...createChannelChanges(world, workspaceId),
    install: (installation) =>
      install(world, app, addMember, { ...installation, workspace: workspaceId(installation.workspace) }),
  };
}
