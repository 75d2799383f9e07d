// Who may do what: the member's identity in Slack and their granted role, checked against the table of permissions.
import { hasPermission, type Permission, type Role } from '../../model/permissions.ts';
import type { Context } from '../../usecases/ports.ts';
import { grantedAdmins, roleOf } from '../../usecases/workspace/roles.ts';
import type { View } from '../block-kit/view.ts';
import { outsiderDenied, permissionDenied } from '../views/admin/permission-denied.ts';
import { type IdentityContext, identifyMember } from '../web/members.ts';

export type AccessContext = Pick<Context, 'inWorkspace'> & IdentityContext;

/** Some granted admins may have left, so more are looked up than are named. */
const lookedUpAdmins = 10;
const namedAdmins = 3;

/** Reads granted roles from the database each time; identities come from Slack, cached as `identifyMember` says. */
export async function isAllowed(
  context: AccessContext,
  workspaceId: string,
  memberId: string,
  permission: Permission,
): Promise<boolean> {
  const role = await currentRoleOf(context, workspaceId, memberId);
  return role !== null && hasPermission(role, permission);
}

/** The private reply to a member who lacks the permission; null for a member who has it. */
export async function denialFor(
  context: AccessContext,
  workspaceId: string,
  memberId: string,
  permission: Permission,
): Promise<View | null> {
  const role = await currentRoleOf(context, workspaceId, memberId);
  if (role === null) return outsiderDenied();
  if (hasPermission(role, permission)) return null;
  return permissionDenied(permission, await presentAdmins(context, workspaceId));
}

/** @returns null for a person who never has any permission, whatever was granted: guests, bots, other companies */
async function currentRoleOf(
  context: AccessContext,
  workspaceId: string,
  memberId: string,
): Promise<Role | 'none' | null> {
  const { kind, isSlackAdmin } = await identifyMember(context, workspaceId, memberId);
  if (kind !== 'member') return null;
  return isSlackAdmin ? 'admin' : roleOf(context, workspaceId, memberId);
}

/** The granted admins to name where a member lacks a permission. */
export async function presentAdmins(context: AccessContext, workspaceId: string): Promise<readonly string[]> {
  const present: string[] = [];
  for (const admin of await grantedAdmins(context, workspaceId, lookedUpAdmins)) {
    if (present.length === namedAdmins) break;
    if ((await identifyMember(context, workspaceId, admin)).kind === 'member') present.push(admin);
  }
  return present;
}
