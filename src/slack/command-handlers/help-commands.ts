// Commands: nothing typed, help, and what was typed but isn't a (whole) command.
import { listOrganizations } from '../../usecases/workspace/queries.ts';
import { isAllowed, presentAdmins } from '../access/authorize.ts';
import type { View } from '../block-kit/view.ts';
import type { Command, InvalidCommand } from '../commands/command.ts';
import type { SlackContext } from '../context.ts';
import { exportAsked, offeredOrganizations } from '../views/export/export-asked.ts';
import { help } from '../views/notices/help.ts';
import { invalidCommand } from '../views/notices/invalid-command.ts';
import { start, startPermissions } from '../views/notices/next-steps.ts';
import { noOrganizationYet } from '../views/organizations/no-organization-yet.ts';
import type { Invocation } from './command-handler.ts';

/** What this member may do next. */
export async function handleStart(
  context: SlackContext,
  _: Extract<Command, { name: 'start' }>,
  { workspaceId, memberId }: Invocation,
): Promise<View> {
  const [{ total }, ...allowed] = await Promise.all([
    listOrganizations(context, workspaceId, '', { limit: 1, offset: 0 }),
    ...startPermissions.map((permission) => isAllowed(context, workspaceId, memberId, permission)),
  ]);
  const may = new Set(startPermissions.filter((_, at) => allowed[at] === true));
  const isStuck = !may.has('find') || (total === 0 && !may.has('add organizations'));
  const admins = isStuck ? await presentAdmins(context, workspaceId) : [];
  return start({ may, hasOrganizations: total > 0, admins });
}

export async function handleHelp(): Promise<View> {
  return help();
}

export async function handleMistyped(
  context: SlackContext,
  command: InvalidCommand,
  { workspaceId }: Invocation,
): Promise<View> {
  if (command.name !== 'incomplete' || command.command !== 'export') return invalidCommand(command);
  const range = { limit: offeredOrganizations, offset: 0 };
  const found = await listOrganizations(context, workspaceId, '', range);
  return found.total === 0 ? noOrganizationYet() : exportAsked(found);
}
