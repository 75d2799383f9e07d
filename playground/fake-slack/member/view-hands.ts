// What a member does with modals: look, type and choose, click, submit, close.

import { optionsOf } from '../../block-kit.ts';
import { optionNamed } from '../interact/act-on-message.ts';
import { type Ack, deliver } from '../interact/deliver.ts';
import { closedPayload, submissionPayload, viewActionPayload } from '../interact/payloads.ts';
import type { Interacting } from '../interact/run-command.ts';
import { type Entries, needFilled, stateValues } from '../interact/view-entries.ts';
import type { Views } from '../interact/views.ts';
import type { Installation, Json, Member, View } from '../world/records.ts';
import { findControl, type Wanted } from './find-control.ts';

export type Submitted = Ack & {
  /** Errors that the app showed, block id to sentence. */
  errors: Readonly<Record<string, string>>;
  /** The modal on top afterwards. */
  view?: View;
};

export type ViewHands = {
  /** The modal on top, if any is open. */
  modal(): View | undefined;
  /** Submits; what isn't named keeps its initial value. Rejects when a field that must be filled is empty. */
  submit(view: View, entries?: Entries): Promise<Submitted>;
  closeView(view: View): Promise<void>;
  clickInView(view: View, button: Wanted, entries?: Entries): Promise<Ack>;
  selectInView(view: View, menu: Omit<Wanted, 'value'> & { option: string }): Promise<Ack>;
};

export function createViewHands(
  { world, app, triggers }: Interacting,
  views: Views,
  member: Member,
  installation: () => Installation,
): ViewHands {
  const asker = (view: View) => {
    const { teamId } = installation();
    const triggerId = triggers.issue({ member: member.id, teamId, viewId: view.id });
    return { world, installation: installation(), member, triggerId };
  };
  const current = ({ id }: View) => {
    const now = views.find(id);
    if (!now?.open || now.user !== member.id) throw new Error('That modal is not open');
    return now;
  };
  const act = (view: View, action: Json, entries: Entries) => {
    const values = stateValues(view.content.blocks, entries);
    return deliver(app, 'interactive', viewActionPayload(asker(view), view, action, values));
  };

  /** Does what the app's answer to a submit says. */
  const follow = (view: View, body: unknown) => {
    const answer = (typeof body === 'object' && body !== null ? body : {}) as Json;
    switch (answer.response_action) {
      case 'errors':
        return views.showErrors(view, answer.errors as Record<string, string>);
      case 'update':
        return views.update(view, answer.view);
      case 'push':
        return views.open(view.teamId, view.user, answer.view, view);
      case 'clear':
        return views.close(view, true);
      default:
        return views.close(view);
    }
  };

  return {
    modal: () => views.stack(member.id).at(-1),
    async submit(view, entries = {}) {
      const now = current(view);
      const values = stateValues(now.content.blocks, entries);
      needFilled(now.content.blocks, values);
      const ack = await deliver(app, 'interactive', submissionPayload(asker(now), now, values));
      if (ack.ok) follow(now, ack.body);
      const top = views.stack(member.id).at(-1);
      const errors = views.find(now.id)?.errors ?? {};
      return { ...ack, errors, ...(top ? { view: top } : {}) };
    },
    async closeView(view) {
      const now = current(view);
      views.close(now);
      if (now.content.notify_on_close !== true) return;
      await deliver(app, 'interactive', closedPayload(asker(now), now, false));
    },
    async clickInView(view, button, entries = {}) {
      const now = current(view);
      const { blockId, actionId, type, element } = findControl(now.content.blocks, button, 'button');
      const { text, value } = element;
      return act(now, { action_id: actionId, block_id: blockId, type, text, value }, entries);
    },
    async selectInView(view, { option, ...menu }) {
      const now = current(view);
      const { blockId, actionId, type, element } = findControl(now.content.blocks, menu, 'menu');
      const chosen = optionsOf(element).length > 0 ? optionNamed(element, option) : option;
      const action = { action_id: actionId, block_id: blockId, type, selected_option: chosen };
      return act(now, action, { [actionId]: option });
    },
  };
}
