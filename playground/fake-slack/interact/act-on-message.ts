// A member's click or choice in a message, and what is chosen in its menus.

import { type Control, controlsOf, optionsOf } from '../../block-kit.ts';
import type { Installation, Json, Member, Message } from '../world/records.ts';
import { type Ack, deliver } from './deliver.ts';
import { messageActionPayload, type StateValues } from './payloads.ts';
import type { Interacting } from './run-command.ts';

/** What members chose in messages, as their clients remember it. */
export type Choices = Map<string, StateValues>;

const key = (message: Message, member: Member) => `${message.channel} ${message.ts} ${member.id}`;

/** What is chosen now in every menu of the message: the member's last choice, else the app's initial one. */
export function stateOf(choices: Choices, message: Message, member: Member): StateValues {
  const chosen = choices.get(key(message, member)) ?? {};
  const values: StateValues = {};
  for (const { blockId, actionId, type, element } of controlsOf(message.blocks)) {
    if (type === 'button' || type === 'overflow') continue;
    const own = chosen[blockId]?.[actionId];
    values[blockId] = {
      ...values[blockId],
      [actionId]: own ?? { type, selected_option: element.initial_option ?? null },
    };
  }
  return values;
}

function actionOf({ blockId, actionId, type, element }: Control, option: Json | undefined): Json {
  const named = { action_id: actionId, block_id: blockId, type };
  if (option) return { ...named, selected_option: option };
  return {
    ...named,
    text: element.text,
    ...(element.value === undefined ? {} : { value: element.value }),
    ...(element.style === undefined ? {} : { style: element.style }),
  };
}

export async function actOnMessage(
  { world, app, triggers, responseUrls }: Interacting,
  choices: Choices,
  installation: Installation,
  member: Member,
  message: Message,
  control: Control,
  option?: Json,
): Promise<Ack> {
  if (option && control.type !== 'overflow') {
    const chosen = choices.get(key(message, member)) ?? {};
    const { blockId, actionId, type } = control;
    chosen[blockId] = { ...chosen[blockId], [actionId]: { type, selected_option: option } };
    choices.set(key(message, member), chosen);
    world.changes.emit({ kind: 'message', channel: message.channel, ts: message.ts, member: member.id });
  }
  const { teamId } = installation;
  const source = message.onlyFor ? { ts: message.ts, onlyFor: message.onlyFor } : { ts: message.ts };
  const responseUrl = responseUrls.issue({ teamId, channel: message.channel, member: member.id, source });
  const triggerId = triggers.issue({ member: member.id, teamId });
  const payload = messageActionPayload(
    { world, installation, member, triggerId },
    message,
    actionOf(control, option),
    stateOf(choices, message, member),
    responseUrl,
  );
  return deliver(app, 'interactive', payload);
}

/** The option with this value or text. Throws with the ones that there are. */
export function optionNamed(element: Json, valueOrText: string): Json {
  const options = optionsOf(element);
  const found =
    options.find(({ value }) => value === valueOrText) ?? options.find(({ text }) => text === valueOrText);
  if (found) return found.option;
  throw new Error(
    `There is no option "${valueOrText}"; there are: ${options.map(({ text }) => text).join(', ')}`,
  );
}
