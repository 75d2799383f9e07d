// Opens the form that asks for the second time, and erases the end user whose id was typed there.
import { eraseEndUser, findPlacesInSlack } from '../../usecases/end-users/erase-end-user.ts';
import { identifyEndUser } from '../../usecases/end-users/identify-end-user.ts';
import type { View } from '../block-kit/view.ts';
import type { SlackContext } from '../context.ts';
import { endUserErased } from '../views/end-users/end-user-erased.ts';
import { eraseEndUserAction } from '../views/end-users/erase-asked.ts';
import { formNotOpened } from '../views/end-users/form-not-opened.ts';
import { replyWithoutEndUser } from './end-user-replies.ts';
import { confirmBlock, eraseEndUserForm } from './erase-form.ts';
import { inputAction } from './form-fields.ts';
import { readIds } from './metadata.ts';
import type { FormOutcome, SubmittedForm } from './on-form.ts';
import { openForm } from './open-form.ts';

/** @returns null when the form was opened */
export async function openEraseForm(
  context: SlackContext,
  { workspaceId, triggerId }: { readonly workspaceId: string; readonly triggerId: string },
  endUserId: number,
): Promise<View | null> {
  const { endUsers } = await identifyEndUser(context, workspaceId, { id: endUserId });
  const [endUser] = endUsers;
  if (!endUser) return replyWithoutEndUser(context, workspaceId, endUserId);
  if (await openForm(context.clients, workspaceId, triggerId, eraseEndUserForm(endUser))) return null;
  return formNotOpened(eraseEndUserAction, String(endUserId));
}

export async function saveEraseForm(
  context: SlackContext,
  { workspaceId, memberId, view }: SubmittedForm,
): Promise<FormOutcome> {
  const [endUserId = 0] = readIds(view.private_metadata);
  const typed = view.state.values[confirmBlock]?.[inputAction]?.value?.trim();
  if (typed !== String(endUserId))
    return { problems: { [confirmBlock]: `Type ${endUserId} to erase this end user, or close this form.` } };
  const key = { workspaceId, endUserId };
  const places = await findPlacesInSlack(context, key);
  if (!places) return { view: await replyWithoutEndUser(context, workspaceId, endUserId) };
  const links = await context.slack.linksTo(workspaceId, memberId, places);
  const report = endUserErased(endUserId, places, links);
  const blocks = report.blocks.map((block) => ({ ...block }));
  const erasure = await eraseEndUser(context, { ...key, by: memberId }, { text: report.text, blocks });
  return { view: erasure ? report : await replyWithoutEndUser(context, workspaceId, endUserId) };
}
