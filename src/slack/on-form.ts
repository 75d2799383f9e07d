// The forms of an end user are sent: saved, or shown again with what is wrong with each field.
import type { App, ViewOutput } from '@slack/bolt';
import type { Log } from '../log.ts';
import type { FieldProblems } from '../model/typed-cells.ts';
import { newReference } from '../reference.ts';
import type { AddEndUser } from '../usecases/add-end-user.ts';
import type { EditEndUser } from '../usecases/edit-end-user.ts';
import { type Background, soon } from './background.ts';
import { addForm, editForm, organizationBlock } from './forms/end-user-form.ts';
import { readNumbers } from './forms/metadata.ts';
import { messageModal } from './forms/modal.ts';
import { readFields, readOrganization } from './forms/read-form.ts';
import type { Rights } from './rights.ts';
import { endUserNotFound } from './views/end-user-not-found.ts';
import { endUserNotSaved } from './views/end-user-not-saved.ts';
import { endUserAdded, endUserSaved } from './views/end-user-saved.ts';
import { saving } from './views/saving.ts';
import { somethingBroke } from './views/something-broke.ts';
import type { View } from './views/view.ts';
import type { WebClients } from './web-clients.ts';

type Parts = {
  readonly edit: EditEndUser;
  readonly add: AddEndUser['add'];
  readonly rights: Rights;
  readonly clients: WebClients;
  readonly goOn: Background['goOn'];
  readonly log: Log;
};

type Sent = { readonly workspaceId: string; readonly memberId: string; readonly form: ViewOutput };

/** Problems are by block, which is the field's name or that of the organizations' menu. */
type Saved = { readonly problems: Readonly<Record<string, string>> } | { readonly view: View };

export function onForm(app: App, { edit, add, rights, clients, goOn, log }: Parts): void {
  on(editForm, saveEdit);
  on(addForm, saveAddition);

  function on(form: string, save: (sent: Sent) => Promise<Saved>): void {
    app.view({ type: 'view_submission', callback_id: form }, async ({ body, view: sent, context, ack }) => {
      const workspaceId = context.teamId ?? '';
      const saved = savedOrApology({ workspaceId, memberId: body.user.id, form: sent }, save);
      const early = await soon(saved);
      if (early && 'problems' in early) await ack({ response_action: 'errors', errors: early.problems });
      else {
        const view = messageModal(sent.title.text, early ? early.view : saving());
        await ack({ response_action: 'update', view });
      }
      if (!early) {
        goOn(
          saved.then(async (late) => {
            const said = 'problems' in late ? endUserNotSaved(Object.values(late.problems)) : late.view;
            const view = messageModal(sent.title.text, said);
            const client = await clients.for(workspaceId);
            await client.views.update({ view_id: sent.id, view });
          }),
        );
      }
    });
  }

  async function savedOrApology(sent: Sent, save: (sent: Sent) => Promise<Saved>): Promise<Saved> {
    try {
      const refusal = await rights.refusalOf(sent.workspaceId, sent.memberId, 'edit by hand');
      return refusal ? { view: refusal } : await save(sent);
    } catch (error) {
      const reference = newReference();
      log.error({ err: error, reference, workspace: sent.workspaceId }, 'a form failed');
      return { view: somethingBroke(reference) };
    }
  }

  async function saveEdit({ workspaceId, memberId: editedBy, form }: Sent): Promise<Saved> {
    const [endUserId = 0, seen = 0] = readNumbers(form.private_metadata);
    const edited = await edit({ workspaceId, endUserId, seen, typed: readFields(form), editedBy });
    switch (edited.outcome) {
      case 'saved':
        return { view: endUserSaved(edited.endUser, edited.fields) };
      case 'problems':
        return { problems: inputs(edited.problems) };
      case 'gone':
        return { view: endUserNotFound(endUserId) };
    }
  }

  async function saveAddition({ workspaceId, memberId: addedBy, form }: Sent): Promise<Saved> {
    const [endUserId = 0, clear = 0] = readNumbers(form.private_metadata);
    const organizationId = readOrganization(form) ?? clear;
    const added = await add({ workspaceId, endUserId, organizationId, typed: readFields(form), addedBy });
    switch (added.outcome) {
      case 'added':
        return { view: endUserAdded(added.endUser) };
      case 'problems':
        return { problems: inputs(added.problems) };
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
  }
}

const inputs = (problems: FieldProblems): Record<string, string> =>
  ({ ...problems }) as Record<string, string>;
