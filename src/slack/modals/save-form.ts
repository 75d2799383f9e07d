// Saves what was filled into a form of an end user, and says how it ended.
import type { ViewOutput } from '@slack/bolt';
import type { FieldProblems } from '../../model/typed-cells.ts';
import type { AddEndUser } from '../../usecases/end-users/add-end-user.ts';
import type { EditEndUser } from '../../usecases/end-users/edit-end-user.ts';
import type { View } from '../block-kit/view.ts';
import { endUserNotFound } from '../views/end-users/end-user-not-found.ts';
import { endUserNotSaved } from '../views/end-users/end-user-not-saved.ts';
import { endUserAdded, endUserSaved } from '../views/end-users/end-user-saved.ts';
import { organizationBlock } from './end-user-form.ts';
import { readIds } from './metadata.ts';
import { readFields, readOrganization } from './read-form.ts';

export type SentForm = { readonly workspaceId: string; readonly memberId: string; readonly form: ViewOutput };

/** Problems are by block, which is the field's name or that of the organizations' menu. */
export type Saved = { readonly problems: Readonly<Record<string, string>> } | { readonly view: View };

export type SaveForm = {
  edit(sent: SentForm): Promise<Saved>;
  add(sent: SentForm): Promise<Saved>;
};

export function saveForm(editEndUser: EditEndUser, addEndUser: AddEndUser['add']): SaveForm {
  return {
    async edit({ workspaceId, memberId: editedBy, form }: SentForm): Promise<Saved> {
      const [endUserId = 0, seen = 0] = readIds(form.private_metadata);
      const edited = await editEndUser({ workspaceId, endUserId, seen, typed: readFields(form), editedBy });
      switch (edited.outcome) {
        case 'saved':
          return { view: endUserSaved(edited.endUser, edited.fields) };
        case 'problems':
          return { problems: sentences(edited.problems) };
        case 'gone':
          return { view: endUserNotFound(endUserId) };
      }
    },

    async add({ workspaceId, memberId: addedBy, form }: SentForm): Promise<Saved> {
      const [endUserId = 0, clear = 0] = readIds(form.private_metadata);
      const organizationId = readOrganization(form) ?? clear;
      const added = await addEndUser({
        workspaceId,
        endUserId,
        organizationId,
        typed: readFields(form),
        addedBy,
      });
      switch (added.outcome) {
        case 'added':
          return { view: endUserAdded(added.endUser) };
        case 'problems':
          return { problems: sentences(added.problems) };
        case 'nothing filled':
          return { problems: { name: 'Nothing is filled in: a name, or any other field, is needed' } };
        case 'organization gone': {
          const sentence = `organization ${organizationId} does not exist`;
          return clear > 0
            ? { view: endUserNotSaved([sentence]) }
            : { problems: { [organizationBlock]: sentence } };
        }
        case 'form does not hold':
          return { view: endUserNotSaved(['this form no longer holds']) };
      }
    },
  };
}

const sentences = (problems: FieldProblems): Record<string, string> =>
  Object.fromEntries(Object.entries(problems));
