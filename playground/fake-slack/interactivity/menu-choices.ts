// Remembers what members chose in the menus of messages, as their Slack clients do.
import { controlsOf, type Json } from '../../block-kit.ts';
import type { Member, Message } from '../world/records.ts';

/** The `state.values` of an interaction payload: by block id, then by action id. */
export type StateValues = Record<string, Record<string, Json>>;

/** Choices by message and member. */
export type MenuChoices = Map<string, StateValues>;

const key = (message: Message, member: Member) => `${message.channel} ${message.ts} ${member.id}`;

/** Records that the member chose an option. */
export function chooseOption(
  choices: MenuChoices,
  message: Message,
  member: Member,
  menu: { blockId: string; actionId: string; type: string },
  option: Json,
): void {
  const chosen = choices.get(key(message, member)) ?? {};
  chosen[menu.blockId] = {
    ...chosen[menu.blockId],
    [menu.actionId]: { type: menu.type, selected_option: option },
  };
  choices.set(key(message, member), chosen);
}

/** Returns the current choice in every menu of the message: the member's last one, otherwise the app's initial one. */
export function stateOf(choices: MenuChoices, message: Message, member: Member): StateValues {
  const chosen = choices.get(key(message, member)) ?? {};
  const values: StateValues = {};
  for (const { blockId, actionId, type, element } of controlsOf(message.blocks)) {
    if (type === 'button' || type === 'overflow') continue;
    values[blockId] = {
      ...values[blockId],
      [actionId]: chosen[blockId]?.[actionId] ?? { type, selected_option: element.initial_option ?? null },
    };
  }
  return values;
}
