// Commands about access: who may do what, grant a role, revoke one.
import { grantAccess, revokeAccess } from '../../usecases/workspace/roles.ts';
import type { View } from '../block-kit/view.ts';
import type { Command } from '../commands/command.ts';
import type { SlackContext } from '../context.ts';
import { accessGranted, accessRevoked, memberNotNamed, notGrantable } from '../views/admin/access-changed.ts';
import { identifyMember } from '../web/members.ts';
import type { Invocation } from './command-handler.ts';
import { replyWithList } from './list-replies.ts';

export function handleAccess(
  context: SlackContext,
  _: Extract<Command, { name: 'access' }>,
  invocation: Invocation,
): Promise<View> {
  return replyWithList(context, invocation, { list: 'access', page: 0, search: '' });
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
  const defaultRole = await grantAccess(context, workspaceId, grant, grantedBy);
  return accessGranted(grant, defaultRole, isSlackAdmin);
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
