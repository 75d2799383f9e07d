// What a member types and chooses in a modal, in the words of `state.values`.

import { controlsOf, textOf } from '../../block-kit.ts';
import type { Block, Json } from '../world/records.ts';
import { optionNamed } from './act-on-message.ts';
import type { StateValues } from './payloads.ts';

/** By action id or block id; options by value or text. A list for checkboxes and multi-selects. */
export type Entries = Record<string, string | readonly string[] | null>;

/** Inputs that hold one word, and the name under which they hold it. */
const single: Record<string, { held: string; initial: string }> = {
  users_select: { held: 'selected_user', initial: 'initial_user' },
  channels_select: { held: 'selected_channel', initial: 'initial_channel' },
  conversations_select: { held: 'selected_conversation', initial: 'initial_conversation' },
  datepicker: { held: 'selected_date', initial: 'initial_date' },
  timepicker: { held: 'selected_time', initial: 'initial_time' },
};

/** What one input holds; what it held at first when `entry` is not given. */
function entryOf(type: string, element: Json, entry: Entries[string] | undefined): Json {
  const given = entry === undefined ? undefined : entry === null ? [] : [entry].flat();
  const options = (initial: Json[]) => given?.map((word) => optionNamed(element, word)) ?? initial;
  if (type === 'static_select' || type === 'radio_buttons') {
    const initial = element.initial_option ? [element.initial_option as Json] : [];
    return { type, selected_option: options(initial)[0] ?? null };
  }
  if (type === 'checkboxes' || type === 'multi_static_select') {
    return { type, selected_options: options((element.initial_options as Json[] | undefined) ?? []) };
  }
  const { held, initial } = single[type] ?? { held: 'value', initial: 'initial_value' };
  return { type, [held]: given ? (given[0] ?? null) : (element[initial] ?? null) };
}

/** `state.values` of the blocks with these entries. Throws when an entry belongs to no field. */
export function stateValues(blocks: readonly Block[], entries: Entries): StateValues {
  const values: StateValues = {};
  const fields = controlsOf(blocks).filter(({ type }) => type !== 'button' && type !== 'overflow');
  for (const { blockId, actionId, type, element } of fields) {
    const entry = actionId in entries ? entries[actionId] : entries[blockId];
    values[blockId] = { ...values[blockId], [actionId]: entryOf(type, element, entry) };
  }
  const names = fields.flatMap(({ blockId, actionId }) => [blockId, actionId]);
  const stray = Object.keys(entries).find((name) => !names.includes(name));
  if (stray) throw new Error(`There is no field "${stray}" in the modal; there are: ${names.join(', ')}`);
  return values;
}

function isEmpty({ type: _, ...held }: Json): boolean {
  const value = Object.values(held)[0];
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Slack's own client keeps a modal from being submitted while a field that isn't optional is empty. */
export function needFilled(blocks: readonly Block[], values: StateValues): void {
  for (const block of blocks) {
    const entry = Object.values(values[String(block.block_id)] ?? {})[0];
    if (block.type === 'input' && block.optional !== true && entry && isEmpty(entry)) {
      throw new Error(`The field "${textOf(block.label)}" must be filled before this can be submitted`);
    }
  }
}
