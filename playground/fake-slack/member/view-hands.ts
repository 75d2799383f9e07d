// What a member does with modals: look, type and choose, click, submit, close.

import { optionNamed } from '../interact/act-on-message.ts';
import { controlsOf, optionsOf, textOf } from '../interact/controls.ts';
import { type Ack, deliver } from '../interact/deliver.ts';
import {
  closedPayload,
  type StateValues,
  submissionPayload,
  viewActionPayload,
} from '../interact/payloads.ts';
import type { Interacting } from '../interact/run-command.ts';
import type { Views } from '../interact/views.ts';
import type { Block, Installation, Json, Member, View } from '../world/records.ts';
import { findControl, type Wanted } from './find-control.ts';

/** What is typed or chosen, by action id or block id. A list for checkboxes and multi-selects. */
export type Entries = Record<string, string | readonly string[] | null>;

export type Submitted = Ack & {
  /** Errors that the app showed, block id to sentence. */
  errors: Readonly<Record<string, string>>;
  /** The modal on top afterwards. */
  view?: View;
};

export type ViewHands = {
  /** The modal on top, if any is open. */
  modal(): View | undefined;
  /** Submits; what isn't named keeps its initial value. Throws when a field that must be filled is empty. */
  submit(view: View, entries?: Entries): Promise<Submitted>;
  closeView(view: View): Promise<void>;
  clickInView(view: View, button: Wanted, entries?: Entries): Promise<Ack>;
  selectInView(view: View, menu: Omit<Wanted, 'value'> & { option: string }): Promise<Ack>;
};

/** What one input holds, in the words of `state.values`. */
function entryOf(type: string, element: Json, entry: string | readonly string[] | null | undefined): Json {
  const given = entry === undefined ? undefined : entry === null ? [] : [entry].flat();
  const chosen = (initial: unknown) =>
    given === undefined ? initial : given.map((word) => optionNamed(element, word));
  const first = given?.[0] ?? null;
  switch (type) {
    case 'static_select':
    case 'radio_buttons': {
      const option = chosen(element.initial_option ? [element.initial_option] : []) as Json[];
      return { type, selected_option: option[0] ?? null };
    }
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: chosen(element.initial_options ?? []) };
    case 'users_select':
      return { type, selected_user: given ? first : (element.initial_user ?? null) };
    case 'datepicker':
      return { type, selected_date: given ? first : (element.initial_date ?? null) };
    case 'conversations_select':
      return { type, selected_conversation: given ? first : (element.initial_conversation ?? null) };
    default:
      return { type, value: given ? first : (element.initial_value ?? null) };
  }
}

function isEmpty(state: Json): boolean {
  const { type: _, ...rest } = state;
  const value = Object.values(rest)[0];
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** `state.values` of the blocks with these entries. */
export function stateValues(blocks: readonly Block[], entries: Entries): StateValues {
  const values: StateValues = {};
  const known = controlsOf(blocks).filter(({ type }) => type !== 'button' && type !== 'overflow');
  for (const { blockId, actionId, type, element } of known) {
    const entry = actionId in entries ? entries[actionId] : entries[blockId];
    values[blockId] = { ...values[blockId], [actionId]: entryOf(type, element, entry) };
  }
  const names = known.flatMap(({ blockId, actionId }) => [blockId, actionId]);
  const stray = Object.keys(entries).find((name) => !names.includes(name));
  if (stray) throw new Error(`There is no field "${stray}" in the modal; there are: ${names.join(', ')}`);
  return values;
}

/** Slack itself keeps a modal from being submitted while a field that isn't optional is empty. */
function needFilled(blocks: readonly Block[], values: StateValues): void {
  for (const block of blocks) {
    const entry = Object.values(values[String(block.block_id)] ?? {})[0];
    if (block.type === 'input' && block.optional !== true && entry && isEmpty(entry)) {
      throw new Error(`The field "${textOf(block.label)}" must be filled before this can be submitted`);
    }
  }
}

export function createViewHands(
  interacting: Interacting,
  views: Views,
  member: Member,
  installationOf: (member: Member) => Installation,
): ViewHands {
  const { world, app, triggers } = interacting;

  const asker = (view: View) => {
    const installation = installationOf(member);
    const triggerId = triggers.issue({ member: member.id, teamId: installation.teamId, viewId: view.id });
    return { world, installation, member, triggerId };
  };
  const current = ({ id }: View) => {
    const now = views.find(id);
    if (!now?.open || now.user !== member.id) throw new Error('That modal is not open');
    return now;
  };
  const act = (view: View, action: Json, entries: Entries) =>
    deliver(
      app,
      'interactive',
      viewActionPayload(asker(view), view, action, stateValues(view.content.blocks, entries)),
    );

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
      const selected = optionsOf(element).length > 0 ? optionNamed(element, option) : option;
      return act(
        now,
        { action_id: actionId, block_id: blockId, type, selected_option: selected },
        { [actionId]: option },
      );
    },
  };
}
