// Sets up the world: adds workspaces, members, channels, and installations of the app, and changes them.
import { type ChannelProvisioning, createChannelProvisioning } from './channel-provisioning.ts';
import {
  install,
  installOrganization,
  type NewInstallation,
  type NewOrganizationInstallation,
} from './install.ts';
import type { Installation, Member, NewMember, Workspace } from './records.ts';
import { findMember, type World } from './world.ts';

/** A workspace to add. A missing id is generated; a missing domain is derived from the name. */
export type NewWorkspace = { id?: string; name: string; domain?: string; enterpriseId?: string };

export type Provisioning = ChannelProvisioning & {
  addWorkspace(workspace: NewWorkspace): Workspace;
  /** Adds the member to `member.workspace`, by default to the first workspace. */
  addMember(member: NewMember): Member;
  /** Changes fields of a member: `changeMember('dana', { kind: 'deactivated' })`. */
  changeMember(
    nameOrId: string,
    change: Partial<Pick<Member, 'kind' | 'name' | 'realName' | 'email'>>,
  ): Member;
  /** Adds a bot member and issues a token. Installing again issues another token; the previous one stays valid. */
  install(installation: NewInstallation): Installation;
  /** The same for a whole Enterprise organization. The app has access to no workspace before `grantAccess`. */
  installOrganization(installation: NewOrganizationInstallation): Installation;
};

export function createProvisioning(world: World, app: { appId: string; name: string }): Provisioning {
  const workspaceId = (given?: string) => {
    const id = given ?? world.workspaces.keys().next().value;
    if (!id || !world.workspaces.has(id)) throw new Error(`There is no workspace "${given ?? ''}"`);
    return id;
  };

  const addMember: Provisioning['addMember'] = (member) => {
    const added: Member = {
      id: member.id ?? world.ids.next('U'),
      name: member.name,
      realName: member.realName ?? member.name,
      email: member.email ?? `${member.name}@example.com`,
      teamId: workspaceId(member.workspace),
      kind: member.kind ?? 'ordinary',
      alsoIn: member.alsoIn ?? {},
      ...(member.organizationRole ? { organizationRole: member.organizationRole } : {}),
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
      const { enterpriseId: id } = added;
      if (id && !world.enterprises.has(id)) world.enterprises.set(id, { id, name: 'An enterprise' });
      return added;
    },
    addMember,
    changeMember(nameOrId, change) {
      const member = Object.assign(findMember(world, nameOrId), change);
      world.changes.emit({ kind: 'member', id: member.id });
      return member;
    },
    ...createChannelProvisioning(world, workspaceId),
    install: (installation) =>
      install(world, app, addMember, { ...installation, workspace: workspaceId(installation.workspace) }),
    installOrganization: (installation) => installOrganization(world, app, addMember, installation),
  };
}
