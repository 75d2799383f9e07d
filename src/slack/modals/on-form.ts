// The forms of an end user are sent: saved, or shown again with what is wrong with each field.
import type { App, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { newErrorReference } from '../../model/error-reference.ts';
import type { IsFirst } from '../../usecases/notices/deduplicate-events.ts';
import type { Rights } from '../access/authorize.ts';
import { type BackgroundWork, withinAckDeadline } from '../transport/background-work.ts';
import { endUserNotSaved } from '../views/end-users/end-user-not-saved.ts';
import { saving } from '../views/end-users/saving.ts';
import { somethingBroke } from '../views/notices/something-broke.ts';
import type { WebClients } from '../web/web-clients.ts';
import { addForm, editForm } from './end-user-form.ts';
import { messageModal } from './modal.ts';
import type { Saved, SaveForm, SentForm } from './save-form.ts';

type Parts = {
  readonly saveForm: SaveForm;
  readonly rights: Rights;
  readonly isFirst: IsFirst;
  readonly clients: WebClients;
  readonly goOn: BackgroundWork['runInBackground'];
  readonly log: Log;
};

type Sent = SentForm & { readonly triggerId: string };

const heardBefore = 'heard before';

export function onForm(app: App, { saveForm, rights, isFirst, clients, goOn, log }: Parts): void {
  on(editForm, saveForm.edit);
  on(addForm, saveForm.add);

  function on(form: string, save: (sent: SentForm) => Promise<Saved>): void {
    app.view<ViewSubmitAction>(
      { type: 'view_submission', callback_id: form },
      async ({ body, view: sent, context, ack }) => {
        const workspaceId = context.teamId ?? '';
        const { user, trigger_id: triggerId } = body;
        const saved = savedOrApology({ workspaceId, memberId: user.id, triggerId, form: sent }, save);
        const early = await withinAckDeadline(saved);
        if (early === heardBefore) return ack();
        if (early && 'problems' in early) {
          return ack({ response_action: 'errors', errors: early.problems });
        }
        const view = messageModal(sent.title.text, early ? early.view : saving());
        await ack({ response_action: 'update', view });
        if (!early)
          goOn(saved.then((late) => (late === heardBefore ? null : sayLate(workspaceId, sent, late))));
      },
    );
  }

  async function sayLate(workspaceId: string, { id, title }: ViewOutput, late: Saved): Promise<void> {
    const said = 'problems' in late ? endUserNotSaved(Object.values(late.problems)) : late.view;
    const client = await clients.once(workspaceId);
    await client.views.update({ view_id: id, view: messageModal(title.text, said) });
  }

  async function savedOrApology(
    sent: Sent,
    save: (sent: SentForm) => Promise<Saved>,
  ): Promise<Saved | typeof heardBefore> {
    const { workspaceId, triggerId: eventId } = sent;
    try {
      if (!(await isFirst({ workspaceId, eventId }))) return heardBefore;
      const refusal = await rights.refusalOf(workspaceId, sent.memberId, 'edit by hand');
      return refusal ? { view: refusal } : await save(sent);
    } catch (error) {
      const reference = newErrorReference();
      log.error({ err: error, reference, workspaceId }, 'a form failed');
      return { view: somethingBroke(reference) };
    }
  }
}
