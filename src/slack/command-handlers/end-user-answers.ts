// Answers to commands and buttons about one end user or several.
import type { OrganizationRef } from '../../model/organization-ref.ts';
import type { AddEndUser } from '../../usecases/end-users/add-end-user.ts';
import type { FindEndUsers } from '../../usecases/end-users/find-end-users.ts';
import type { Rights } from '../access/authorize.ts';
import type { View } from '../block-kit/view.ts';
import { addEndUserForm, editEndUserForm } from '../modals/end-user-form.ts';
import type { OpenForm } from '../modals/open-form.ts';
import { editEndUserAction, endUserDetail, shownChanges } from '../views/end-users/end-user-detail.ts';
import { endUserNotFound } from '../views/end-users/end-user-not-found.ts';
import { endUsersFound, shownEndUsers } from '../views/end-users/end-users-found.ts';
import { formTooLate } from '../views/end-users/form-too-late.ts';
import { noOrganizationYet } from '../views/organizations/no-organization-yet.ts';
import { organizationNotFound } from '../views/organizations/organization-not-found.ts';
import { tooManyOrganizations } from '../views/organizations/too-many-organizations.ts';

/** Its value is the organization's id, or empty. */
export const addEndUserAction = 'add-end-user';

/** Who asks; `triggerId` opens a form for them, for three seconds. */
export type Asking = {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly triggerId: string;
};

export type EndUserAnswers = {
  find(asking: Asking, search: string): Promise<View>;
  show(asking: Asking, endUserId: number): Promise<View>;
  /** `null` when the form was opened, and nothing is left to say. */
  edit(asking: Asking, endUserId: number): Promise<View | null>;
  add(asking: Asking, of: OrganizationRef | null): Promise<View | null>;
};

type Parts = {
  readonly endUsers: FindEndUsers;
  readonly addEndUser: Pick<AddEndUser, 'begin'>;
  readonly openForm: OpenForm;
  readonly rights: Rights;
};

/** Each checks the right of who asks first. */
export function endUserAnswers({ endUsers, addEndUser, openForm, rights }: Parts): EndUserAnswers {
  return {
    async find({ workspaceId, memberId }, search) {
      const refusal = await rights.refusalOf(workspaceId, memberId, 'find');
      if (refusal) return refusal;
      return endUsersFound({ ...(await endUsers.search(workspaceId, search, shownEndUsers)), search });
    },
    async show({ workspaceId, memberId }, endUserId) {
      const refusal = await rights.refusalOf(workspaceId, memberId, 'find');
      if (refusal) return refusal;
      const found = await endUsers.one({ workspaceId, endUserId }, shownChanges);
      if (!found) return endUserNotFound(endUserId);
      return endUserDetail(found, await rights.allowed(workspaceId, memberId, 'edit by hand'));
    },
    async edit({ workspaceId, memberId, triggerId }, endUserId) {
      const refusal = await rights.refusalOf(workspaceId, memberId, 'edit by hand');
      if (refusal) return refusal;
      const found = await endUsers.one({ workspaceId, endUserId }, 0);
      if (!found) return endUserNotFound(endUserId);
      const isOpen = await openForm(workspaceId, triggerId, editEndUserForm(found.endUser));
      return isOpen ? null : formTooLate(editEndUserAction, String(endUserId));
    },
    async add({ workspaceId, memberId, triggerId }, of) {
      const refusal = await rights.refusalOf(workspaceId, memberId, 'edit by hand');
      if (refusal) return refusal;
      const begun = await addEndUser.begin(workspaceId, of);
      switch (begun.outcome) {
        case 'form': {
          const { organizations, endUserId } = begun;
          const form = addEndUserForm(organizations, endUserId);
          if (await openForm(workspaceId, triggerId, form)) return null;
          const [only, ...others] = organizations;
          return formTooLate(addEndUserAction, only && others.length === 0 ? String(only.id) : 'any');
        }
        case 'no organization yet':
          return noOrganizationYet();
        case 'organization not found':
          return organizationNotFound(begun.asked, begun.nearest);
        case 'too many organizations':
          return tooManyOrganizations(begun.total);
      }
    },
  };
}
