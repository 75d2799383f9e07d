// Turns what a member enters in a modal into the `state.values` of its payload.
// Shapes: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload.

import { controlsOf, textOf } from '../../block-kit.ts';
import type { Block, Json } from '../world/records.ts';
import type { StateValues } from './menu-choices.ts';
import { findOption } from './message-action.ts';

/**
 * What the member enters: action id or block id to value. Options are given by value or text, checkboxes and
 * multi-selects by a list of them.
 */
export type Entries = Record<string, string | readonly string[] | null>;

/** The property names of inputs with a single value; other types use `value` and `initial_value`. */
const propertyNames: Record<string, { current: string; initial: string }> = {
  users_select: { current: 'selected_user', initial: 'initial_user' },
  channels_select: { current: 'selected_channel', initial: 'initial_channel' },
  conversations_select: { current: 'selected_conversation', initial: 'initial_conversation' },
  datepicker: { current: 'selected_date', initial: 'initial_date' },
  timepicker: { current: 'selected_time', initial: 'initial_time' },
};

/** Returns the state of one input; its initial state if there is no `entry`. */
function inputState(type: string, element: Json, entry: Entries[string] | undefined): Json {
  const entered = entry === undefined ? undefined : entry === null ? [] : [entry].flat();
  const options = (initial: Json[]) => entered?.map((name) => findOption(element, name)) ?? initial;
  if (type === 'static_select' || type === 'external_select' || type === 'radio_buttons') {
    const initial = element.initial_option ? [element.initial_option as Json] : [];
    return { type, selected_option: options(initial)[0] ?? null };
  }
  if (type === 'checkboxes' || type === 'multi_static_select') {
    return { type, selected_options: options((element.initial_options as Json[] | undefined) ?? []) };
  }
  const { current, initial } = propertyNames[type] ?? { current: 'value', initial: 'initial_value' };
  return { type, [current]: entered ? (entered[0] ?? null) : (element[initial] ?? null) };
}

/** The options that menus with search have shown, by block id. */
export type Suggested = Readonly<Record<string, readonly Json[]>>;

/** Returns the `state.values` of the blocks with these entries. Throws if an entry belongs to no field. */
export function stateValues(
  blocks: readonly Block[],
  entries: Entries,
  suggested: Suggested = {},
): StateValues {
  const values: StateValues = {};
  const fields = controlsOf(blocks).filter(({ type }) => type !== 'button' && type !== 'overflow');
  for (const { blockId, actionId, type, element } of fields) {
    const entry = actionId in entries ? entries[actionId] : entries[blockId];
    const searched = suggested[blockId] ? { ...element, options: suggested[blockId] } : element;
    values[blockId] = { ...values[blockId], [actionId]: inputState(type, searched, entry) };
  }
  const names = fields.flatMap(({ blockId, actionId }) => [blockId, actionId]);
  const unknown = Object.keys(entries).find((name) => !names.includes(name));
  if (unknown) throw new Error(`There is no field "${unknown}" in the modal; there are: ${names.join(', ')}`);
  return values;
}

function isEmpty({ type: _, ...state }: Json): boolean {
  const value = Object.values(state)[0];
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Throws if a required field is empty: Slack's client doesn't submit such a modal. */
export function requireFilled(blocks: readonly Block[], values: StateValues): void {
  for (const block of blocks) {
    const state = Object.values(values[String(block.block_id)] ?? {})[0];
    if (block.type === 'input' && block.optional !== true && state && isEmpty(state)) {
      throw new Error(`The field "${textOf(block.label)}" must be filled before this can be submitted`);
    }
  }
}
