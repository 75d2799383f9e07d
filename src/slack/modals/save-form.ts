// Saves the forms of an end user, and says how that went.

import type { FieldProblems } from '../../model/form-cells.ts';
import { addEndUser } from '../../usecases/end-users/add-end-user.ts';
import type { LookAlike } from '../../usecases/end-users/ask-about-look-alike.ts';
import { editEndUser } from '../../usecases/end-users/edit-end-user.ts';
import { shorten } from '../block-kit/escape.ts';
import type { SlackContext } from '../context.ts';
import { endUserLabel } from '../views/end-users/end-user-label.ts';
import { endUserNotFound } from '../views/end-users/end-user-not-found.ts';
import { endUserNotSaved } from '../views/end-users/end-user-not-saved.ts';
import { endUserAdded, endUserSaved } from '../views/end-users/end-user-saved.ts';
import { organizationBlock } from './end-user-form.ts';
import { readIds } from './metadata.ts';
import type { FormOutcome, SubmittedForm } from './on-form.ts';
import { readFields, readMove, readOrganization } from './read-form.ts';

export async function saveEditForm(
  context: SlackContext,
  { workspaceId, memberId: editedBy, view }: SubmittedForm,
): Promise<FormOutcome> {
  const [endUserId = 0, seenOperationId = 0] = readIds(view.private_metadata);
  const move = readMove(view);
  const edited = await editEndUser(context, {
    workspaceId,
    endUserId,
    seenOperationId,
    typed: { ...readFields(view), ...(move !== null && { organization_id: String(move) }) },
    editedBy,
    formId: view.id,
  });
  switch (edited.outcome) {
    case 'saved':
      return { view: endUserSaved(edited.endUser, edited.fields, edited.keys, edited.sameEmail) };
    case 'problems':
      return { problems: byBlock(edited.problems) };
    case 'looks like':
      return { problems: lookAlikeProblem(edited.other, move === null ? undefined : organizationBlock) };
    case 'gone':
      return { view: endUserNotFound(endUserId) };
  }
}

export async function saveAddForm(
  context: SlackContext,
  { workspaceId, memberId: addedBy, view }: SubmittedForm,
): Promise<FormOutcome> {
  const [endUserId = 0, onlyOrganization = 0] = readIds(view.private_metadata);
  const organizationId = readOrganization(view) ?? onlyOrganization;
  const typed = readFields(view);
  const added = await addEndUser(context, {
    workspaceId,
    endUserId,
    organizationId,
    typed,
    addedBy,
    formId: view.id,
  });
  switch (added.outcome) {
    case 'added':
      return { view: endUserAdded(added.endUser, added.sameEmail) };
    case 'problems':
      return { problems: byBlock(added.problems) };
    case 'looks like':
      return { problems: lookAlikeProblem(added.other) };
    case 'nothing filled':
      return { problems: { name: 'Fill in a name or any other field' } };
    case 'organization gone': {
      const sentence = `organization ${organizationId} does not exist`;
      return onlyOrganization > 0
        ? { view: endUserNotSaved([sentence]) }
        : { problems: { [organizationBlock]: sentence } };
    }
    case 'form expired':
      return { view: endUserNotSaved(['this form has expired; open a new one']) };
  }
}

/** @param block where it is shown; by default at the field that is the same */
function lookAlikeProblem(
  { endUser, endUserId, same, isArchived }: LookAlike,
  block: string = same,
): Record<string, string> {
  const what = { email: 'email', phone: 'name and phone', name: 'name' }[same];
  const who = endUserLabel({ endUser: shorten(endUser, 60), endUserId });
  const where = block === organizationBlock ? ' there' : '';
  const archived = isArchived ? ', who is archived,' : '';
  const otherwise = isArchived ? ` Otherwise, \`restore ${endUserId}\` brings them back.` : '';
  return {
    [block]: `${who}${archived}${where} has the same ${what}. If this is someone else, submit the form again.${otherwise}`,
  };
}

const byBlock = ({ organization_id: organization, ...problems }: FieldProblems): Record<string, string> => ({
  ...problems,
  ...(organization !== undefined && { [organizationBlock]: organization }),
});
