// Commands about organizations: list, add, rename, archive, and restore them.
import type { OrganizationRef } from '../../model/organization-ref.ts';
import type { RowAction } from '../../model/row.ts';
import { addOrganization } from '../../usecases/workspace/add-organization.ts';
import { renameOrganization } from '../../usecases/workspace/rename-organization.ts';
import { turnOrganization } from '../../usecases/workspace/turn-organization.ts';
import type { View } from '../block-kit/view.ts';
import type { Command } from '../commands/command.ts';
import { quoted } from '../commands/split-words.ts';
import type { SlackContext } from '../context.ts';
import { organizationAdded } from '../views/organizations/organization-added.ts';
import { organizationExists } from '../views/organizations/organization-exists.ts';
import { organizationLooksLike } from '../views/organizations/organization-looks-like.ts';
import { organizationNameTooLong } from '../views/organizations/organization-name-too-long.ts';
import { commandFor, organizationNotFound } from '../views/organizations/organization-not-found.ts';
import { organizationHasThatName, organizationRenamed } from '../views/organizations/organization-renamed.ts';
import { organizationTurned } from '../views/organizations/organization-turned.ts';
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
  { organizationName: name, anyway }: Extract<Command, { name: 'org add' }>,
  { workspaceId, memberId }: Invocation,
): Promise<View> {
  const added = await addOrganization(context, {
    workspaceId,
    name,
    createdBy: memberId,
    anyway: anyway === true,
  });
  switch (added.outcome) {
    case 'added':
      return organizationAdded(added.organization);
    case 'exists':
      return organizationExists(added.organization);
    case 'looks like':
      return organizationLooksLike(name, added.organization, {
        command: `org add ${quoted(name)} anyway`,
        label: 'Add anyway',
      });
    case 'name too long':
      return organizationNameTooLong(name, added.length);
  }
}

export async function handleOrganizationRename(
  context: SlackContext,
  { of, organizationName: name, anyway }: Extract<Command, { name: 'org rename' }>,
  { workspaceId, memberId: by }: Invocation,
): Promise<View> {
  const renamed = await renameOrganization(context, { workspaceId, of, name, anyway: anyway === true, by });
  switch (renamed.outcome) {
    case 'renamed':
      return organizationRenamed(renamed.organization, name);
    case 'has that name':
      return organizationHasThatName(renamed.organization);
    case 'name taken':
      return organizationExists(renamed.other);
    case 'looks like':
      return organizationLooksLike(name, renamed.other, {
        command: `org rename ${renamed.organization.id} to ${quoted(name)} anyway`,
        label: 'Rename anyway',
      });
    case 'name too long':
      return organizationNameTooLong(name, renamed.length);
    case 'not found':
      return organizationNotFound(
        of,
        renamed.nearest,
        commandFor((id) => `org rename ${id} to ${quoted(name)}`),
      );
  }
}

export const handleOrganizationArchive = (
  context: SlackContext,
  { of }: Extract<Command, { name: 'org archive' }>,
  invocation: Invocation,
): Promise<View> => replyToTurn(context, invocation, of, 'archive');

export const handleOrganizationRestore = (
  context: SlackContext,
  { of }: Extract<Command, { name: 'org restore' }>,
  invocation: Invocation,
): Promise<View> => replyToTurn(context, invocation, of, 'restore');

async function replyToTurn(
  context: SlackContext,
  { workspaceId, memberId: by }: Invocation,
  of: OrganizationRef,
  action: RowAction,
): Promise<View> {
  const turned = await turnOrganization(context, { workspaceId, of, action, by });
  if (turned.outcome !== 'not found')
    return organizationTurned(turned.organization, action, turned.outcome === 'was so');
  return organizationNotFound(
    of,
    turned.nearest,
    commandFor((id) => `org ${action} ${id}`),
  );
}
