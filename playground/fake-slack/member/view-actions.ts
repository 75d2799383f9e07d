// A member's actions in modals: fill in, click, submit, close.
import { controlsOf, type Json, optionsOf } from '../../block-kit.ts';
import type { FakeContext } from '../context.ts';
import {
  closedPayload,
  submissionPayload,
  viewActionPayload,
} from '../interactivity/interaction-payloads.ts';
import { findOption } from '../interactivity/message-action.ts';
import { type Acknowledgement, sendInteraction } from '../interactivity/send-interaction.ts';
import { suggestOptions } from '../interactivity/suggest-options.ts';
import { type Entries, requireFilled, type Suggested, stateValues } from '../interactivity/view-state.ts';
import type { Installation, Member, View } from '../world/records.ts';
import { type ControlQuery, findControl } from './find-control.ts';

export type SubmissionResult = Acknowledgement & {
  /** Errors that the app shows: block id to sentence. */
  errors: Readonly<Record<string, string>>;
  /** The top modal afterwards, if one is open. */
  view?: View;
};

export type ViewActions = {
  /** Returns the top modal, if one is open. */
  modal(): View | undefined;
  /** Submits a modal. Fields without an entry keep their initial values; menus with search are searched for theirs. Rejects if a required field is empty. */
  submit(view: View, entries?: Entries): Promise<SubmissionResult>;
  closeView(view: View): Promise<void>;
  clickInView(view: View, button: ControlQuery, entries?: Entries): Promise<Acknowledgement>;
  selectInView(view: View, menu: Omit<ControlQuery, 'value'> & { option: string }): Promise<Acknowledgement>;
};

export function createViewActions(
  context: FakeContext,
  member: Member,
  findInstallation: () => Installation,
): ViewActions {
  const { world, app, triggers, views } = context;
  const senderFrom = (view: View) => {
    const installation = findInstallation();
    const { teamId } = installation;
    const triggerId = triggers.issue({ member: member.id, teamId, viewId: view.id });
    return { world, installation, member, triggerId };
  };
  const currentView = ({ id }: View) => {
    const current = views.find(id);
    if (!current?.open || current.user !== member.id) throw new Error('That modal is not open');
    return current;
  };
  const sendAction = (view: View, action: Json, entries: Entries) => {
    const values = stateValues(view.content.blocks, entries);
    return sendInteraction(app, 'interactive', viewActionPayload(senderFrom(view), view, action, values));
  };

  /** Searches each menu with search for its entry. */
  const suggestFor = async (view: View, entries: Entries): Promise<Suggested> => {
    const searched = controlsOf(view.content.blocks).filter(
      ({ type, blockId }) => type === 'external_select' && typeof entries[blockId] === 'string',
    );
    const found: Record<string, Json[]> = {};
    for (const control of searched) {
      const entry = String(entries[control.blockId]);
      const options = await suggestOptions(context, findInstallation(), member, view, control, entry);
      found[control.blockId] = options.map(({ option }) => option);
    }
    return found;
  };

  /** Applies the `response_action` of the app's answer to a submission. */
  const applyResponse = (view: View, body: unknown) => {
    const response = (typeof body === 'object' && body !== null ? body : {}) as Json;
    switch (response.response_action) {
      case 'errors':
        return views.showErrors(view, response.errors as Record<string, string>);
      case 'update':
        return views.update(view, response.view);
      case 'push':
        return views.open(view.teamId, view.user, response.view, view);
      case 'clear':
        return views.close(view, true);
      default:
        return views.close(view);
    }
  };

  return {
    modal: () => views.stack(member.id).at(-1),
    async submit(view, entries = {}) {
      const current = currentView(view);
      const suggested = await suggestFor(current, entries);
      const values = stateValues(current.content.blocks, entries, suggested);
      requireFilled(current.content.blocks, values);
      const payload = submissionPayload(senderFrom(current), current, values);
      const acknowledgement = await sendInteraction(app, 'interactive', payload);
      if (acknowledgement.ok) applyResponse(current, acknowledgement.body);
      const top = views.stack(member.id).at(-1);
      const errors = views.find(current.id)?.errors ?? {};
      return { ...acknowledgement, errors, ...(top ? { view: top } : {}) };
    },
    async closeView(view) {
      const current = currentView(view);
      views.close(current);
      if (current.content.notify_on_close !== true) return;
      await sendInteraction(app, 'interactive', closedPayload(senderFrom(current), current, false));
    },
    async clickInView(view, button, entries = {}) {
      const current = currentView(view);
      const { blockId, actionId, type, element } = findControl(current.content.blocks, button, 'button');
      const { text, value } = element;
      return sendAction(current, { action_id: actionId, block_id: blockId, type, text, value }, entries);
    },
    async selectInView(view, { option, ...menu }) {
      const current = currentView(view);
      const { blockId, actionId, type, element } = findControl(current.content.blocks, menu, 'menu');
      const chosen = optionsOf(element).length > 0 ? findOption(element, option) : option;
      const action = { action_id: actionId, block_id: blockId, type, selected_option: chosen };
      return sendAction(current, action, { [actionId]: option });
    },
  };
}
