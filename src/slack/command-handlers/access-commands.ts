// Commands about access: who may do what, grant a role, revoke one.
import { grantAccess, listAccess, revokeAccess } from '../../usecases/workspace/roles.ts';
import type { View } from '../block-kit/view.ts';
import type { Command } from '../commands/command.ts';
import type { SlackContext } from '../context.ts';
import { accessGranted, accessRevoked, memberNotNamed, notGrantable } from '../views/admin/access-changed.ts';
import { accessList, shownGrants } from '../views/admin/access-list.ts';
import { identifyMember } from '../web/members.ts';
import type { Invocation } from './command-handler.ts';

export async function handleAccess(
  context: SlackContext,
  _: Extract<Command, { name: 'access' }>,
  { workspaceId }: Invocation,
): Promise<View> {
  const { grants, ...access } = await listAccess(context, workspaceId, shownGrants);
  const identified = grants.map(async (grant) => ({
    ...grant,
    kind: (await identifyMember(context, workspaceId, grant.memberId)).kind,
  }));
  return accessList({ ...access, grants: await Promise.all(identified) });
}

export async function handleAccessGrant(
  context: SlackContext,
  { to, role }: Extract<Command, { name: 'access grant' }>,
  { workspaceId, memberId: grantedBy }: Invocation,
): Promise<View> {
  if (to.by === 'name') return memberNotNamed(to.name, 'access grant');
  const { kind, isSlackAdmin } = await identifyMember(context, workspaceId, to.id);
  if (kind !== 'member') return notGrantable(to.id, kind);
  const grant = { memberId: to.id, role };
  await grantAccess(context, workspaceId, grant, grantedBy);
  return accessGranted(grant, isSlackAdmin);
}

export async function handleAccessRevoke(
  context: SlackContext,
  { from }: Extract<Command, { name: 'access revoke' }>,
  { workspaceId }: Invocation,
): Promise<View> {
  if (from.by === 'name') return memberNotNamed(from.name, 'access revoke');
  // First, because Slack may refuse it, and the member then reads that nothing was done.
  const identity = await identifyMember(context, workspaceId, from.id);
  return accessRevoked(from.id, await revokeAccess(context, workspaceId, from.id), identity);
}
