// Roles that were granted to members, and the default role. Who a member is in Slack is not known here.
import {
  findGrant,
  findRole,
  grantRole,
  listAdmins,
  listGrants,
  revokeRole,
} from '../../db/access-grants.ts';
import type { Range } from '../../db/range.ts';
import { findSettings } from '../../db/workspaces.ts';
import type { DefaultRole, Grant, Role } from '../../model/permissions.ts';
import { enqueueJob } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

type RolesContext = Pick<Context, 'inWorkspace'>;

/** The role that was granted to the member, else the default role. Read from the database each time. */
export function roleOf(
  { inWorkspace }: RolesContext,
  workspaceId: string,
  memberId: string,
): Promise<Role | 'none'> {
  return inWorkspace(workspaceId, (tx) => findRole(tx, workspaceId, memberId));
}

/** Members who were granted `admin`, newest grant first. */
export function grantedAdmins(
  { inWorkspace }: RolesContext,
  workspaceId: string,
  limit: number,
): Promise<readonly string[]> {
  return inWorkspace(workspaceId, (tx) => listAdmins(tx, workspaceId, limit));
}

/** Some of the grants, highest role first; the number of all grants; and the default role. */
export function listAccess(
  { inWorkspace }: RolesContext,
  workspaceId: string,
  range: Range,
): Promise<{ grants: readonly Grant[]; total: number; defaultRole: DefaultRole }> {
  return inWorkspace(workspaceId, async (tx) => ({
    ...(await listGrants(tx, workspaceId, range)),
    defaultRole: (await findSettings(tx, workspaceId)).defaultRole,
  }));
}

/** Replaces what was granted to the member before, and tells them what they may do now.  @returns the default role */
export function grantAccess(
  { inWorkspace }: RolesContext,
  workspaceId: string,
  grant: Grant,
  grantedBy: string,
): Promise<DefaultRole> {
  const { memberId, role } = grant;
  return inWorkspace(workspaceId, async (tx) => {
    const { defaultRole } = await findSettings(tx, workspaceId);
    const before = await findGrant(tx, workspaceId, memberId);
    await grantRole(tx, { ...grant, workspaceId, grantedBy });
    if (before === role || memberId === grantedBy) return defaultRole;
    await enqueueJob(tx, 'say', {
      words: 'role-granted',
      role,
      grantedBy,
      workspaceId,
      channelId: memberId,
      threadTs: null,
      to: String(Date.now() / 1_000),
    });
    return defaultRole;
  });
}

/** Leaves the member with the default role. They are not told: a denial says whom to ask.  @returns the role that was revoked; null when none was granted */
export function revokeAccess(
  { inWorkspace }: RolesContext,
  workspaceId: string,
  memberId: string,
): Promise<{ revoked: Role | null; defaultRole: DefaultRole }> {
  return inWorkspace(workspaceId, async (tx) => ({
    revoked: await revokeRole(tx, workspaceId, memberId),
    defaultRole: (await findSettings(tx, workspaceId)).defaultRole,
  }));
}
