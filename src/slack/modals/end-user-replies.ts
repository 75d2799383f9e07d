// Replies about one end user, and the forms to edit and add one: shared by commands and buttons.
import type { OrganizationRef } from '../../model/organization-ref.ts';
import { beginEndUser } from '../../usecases/end-users/add-end-user.ts';
import { showEndUser, type WantedChanges } from '../../usecases/end-users/find-end-users.ts';
import { identifyEndUser } from '../../usecases/end-users/identify-end-user.ts';
import { listOrganizations } from '../../usecases/workspace/queries.ts';
import { isAllowed } from '../access/authorize.ts';
import type { View } from '../block-kit/view.ts';
import type { SlackContext } from '../context.ts';
import { endUserChanges } from '../views/end-users/end-user-changes.ts';
import { editEndUserAction, endUserDetail } from '../views/end-users/end-user-detail.ts';
import { endUserWasErased } from '../views/end-users/end-user-erased.ts';
import { endUserNotFound } from '../views/end-users/end-user-not-found.ts';
import { addEndUserAction, formNotOpened } from '../views/end-users/form-not-opened.ts';
import { maxOptions } from '../views/import/plan-organization.ts';
import { noOrganizationYet } from '../views/organizations/no-organization-yet.ts';
import { organizationArchived } from '../views/organizations/organization-archived.ts';
import { commandFor, organizationNotFound } from '../views/organizations/organization-not-found.ts';
import { tooManyOrganizations } from '../views/organizations/too-many-organizations.ts';
import { addEndUserForm, editEndUserForm } from './end-user-form.ts';
import { openForm } from './open-form.ts';

/** A command or a click. `triggerId` opens a modal for the member, within three seconds. */
type Interaction = {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly triggerId: string;
};

export async function replyWithEndUser(
  context: SlackContext,
  { workspaceId, memberId }: Interaction,
  endUserId: number,
  wanted: WantedChanges = { only: null, page: 0 },
): Promise<View> {
  const shown = await showEndUser(context, { workspaceId, endUserId }, wanted);
  if (!shown) return replyWithoutEndUser(context, workspaceId, endUserId);
  if (shown.only !== null || shown.changes.page > 0) return endUserChanges(shown);
  return endUserDetail(shown, await isAllowed(context, workspaceId, memberId, 'edit by hand'));
}

/** There is none with this id, or they were erased. */
export async function replyWithoutEndUser(
  context: SlackContext,
  workspaceId: string,
  endUserId: number,
): Promise<View> {
  const { erasure } = await identifyEndUser(context, workspaceId, { id: endUserId });
  return erasure ? endUserWasErased(erasure) : endUserNotFound(endUserId);
}

/** @returns null when the form was opened */
export async function openEditForm(
  context: SlackContext,
  { workspaceId, triggerId }: Interaction,
  endUserId: number,
): Promise<View | null> {
  const [shown, { organizations, total }] = await Promise.all([
    showEndUser(context, { workspaceId, endUserId }),
    listOrganizations(context, workspaceId, '', { limit: maxOptions, offset: 0 }),
  ]);
  if (!shown) return replyWithoutEndUser(context, workspaceId, endUserId);
  const form = editEndUserForm(shown.endUser, total > maxOptions ? null : organizations);
  const isOpen = await openForm(context.clients, workspaceId, triggerId, form);
  return isOpen ? null : formNotOpened(editEndUserAction, String(endUserId));
}

/**
 * @param of null: the member picks the organization in the form
 * @returns null when the form was opened
 */
export async function openAddForm(
  context: SlackContext,
  { workspaceId, triggerId }: Interaction,
  of: OrganizationRef | null,
): Promise<View | null> {
  const begun = await beginEndUser(context, workspaceId, of);
  switch (begun.outcome) {
    case 'form': {
      const { organizations, endUserId } = begun;
      const form = addEndUserForm(organizations, endUserId);
      if (await openForm(context.clients, workspaceId, triggerId, form)) return null;
      const [only, ...others] = organizations;
      const value = only && others.length === 0 ? String(only.id) : 'any';
      return formNotOpened(addEndUserAction, value, triggerId !== '');
    }
    case 'no organization yet':
      return noOrganizationYet();
    case 'organization archived':
      return organizationArchived(begun.organization);
    case 'organization not found':
      return organizationNotFound(
        begun.asked,
        begun.nearest,
        commandFor((id) => `add ${id}`),
      );
    case 'too many organizations':
      return tooManyOrganizations(begun.total);
  }
}
