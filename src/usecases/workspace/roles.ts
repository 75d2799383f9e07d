// Roles that were granted to members, and the default role. Who a member is in Slack is not known here.
import { findRole, grantRole, listAdmins, listGrants, revokeRole } from '../../db/access-grants.ts';
import type { Range } from '../../db/range.ts';
import { findSettings } from '../../db/workspaces.ts';
import type { DefaultRole, Grant, Role } from '../../model/permissions.ts';
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

/** Replaces what was granted to the member before. */
export function grantAccess(
  { inWorkspace }: RolesContext,
  workspaceId: string,
  grant: Grant,
  grantedBy: string,
): Promise<void> {
  return inWorkspace(workspaceId, (tx) => grantRole(tx, { ...grant, workspaceId, grantedBy }));
}

/** Leaves the member with the default role. @returns the role that was revoked; null when none was granted */
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
