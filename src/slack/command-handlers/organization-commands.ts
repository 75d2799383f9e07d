// Commands about organizations: list them, add one.
import { addOrganization } from '../../usecases/workspace/add-organization.ts';
import { listOrganizations } from '../../usecases/workspace/queries.ts';
import type { View } from '../block-kit/view.ts';
import type { Command } from '../commands/command.ts';
import type { SlackContext } from '../context.ts';
import { noOrganizationYet } from '../views/organizations/no-organization-yet.ts';
import { organizationAdded } from '../views/organizations/organization-added.ts';
import { organizationExists } from '../views/organizations/organization-exists.ts';
import { organizationNameTooLong } from '../views/organizations/organization-name-too-long.ts';
import { organizationsList, shownOrganizations } from '../views/organizations/organizations-list.ts';
import type { Invocation } from './command-handler.ts';

export async function handleOrganizations(
  context: SlackContext,
  { search }: Extract<Command, { name: 'orgs' }>,
  { workspaceId }: Invocation,
): Promise<View> {
  const found = await listOrganizations(context, workspaceId, search, shownOrganizations);
  if (found.total === 0 && search === '') return noOrganizationYet();
  return organizationsList({ ...found, search });
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
