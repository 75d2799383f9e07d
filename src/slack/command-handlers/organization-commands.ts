// Commands about organizations: list them, add one.
import { addOrganization } from '../../usecases/workspace/add-organization.ts';
import type { View } from '../block-kit/view.ts';
import type { Command } from '../commands/command.ts';
import type { SlackContext } from '../context.ts';
import { organizationAdded } from '../views/organizations/organization-added.ts';
import { organizationExists } from '../views/organizations/organization-exists.ts';
import { organizationNameTooLong } from '../views/organizations/organization-name-too-long.ts';
import type { Invocation } from './command-handler.ts';
import { replyWithList } from './list-replies.ts';

export function handleOrganizations(
  context: SlackContext,
  { search }: Extract<Command, { name: 'orgs' }>,
  invocation: Invocation,
): Promise<View> {
  return replyWithList(context, invocation, { list: 'orgs', page: 0, search });
}

export async function handleOrganizationAdd(
  context: SlackContext,
  { organizationName: name }: Extract<Command, { name: 'org add' }>,
  { workspaceId, memberId }: Invocation,
): Promise<View> {
  const added = await addOrganization(context, { workspaceId, name, createdBy: memberId });
  switch (added.outcome) {
    case 'added':
      return organizationAdded(added.organization);
    case 'exists':
      return organizationExists(added.organization);
    case 'name too long':
      return organizationNameTooLong(name, added.length);
  }
}
