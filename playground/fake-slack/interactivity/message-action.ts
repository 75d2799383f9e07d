// Performs a member's click on a button, or choice in a menu, of a message.
import { type Control, type Json, optionsOf } from '../../block-kit.ts';
import type { FakeContext } from '../context.ts';
import type { Installation, Member, Message } from '../world/records.ts';
import { messageActionPayload } from './interaction-payloads.ts';
import { chooseOption, stateOf } from './menu-choices.ts';
import { type Acknowledgement, sendInteraction } from './send-interaction.ts';

/** The entry of `actions` in the payload. */
function actionFor({ blockId, actionId, type, element }: Control, option: Json | undefined): Json {
  const ids = { action_id: actionId, block_id: blockId, type };
  if (option) return { ...ids, selected_option: option };
  return {
    ...ids,
    text: element.text,
    ...(element.value === undefined ? {} : { value: element.value }),
    ...(element.style === undefined ? {} : { style: element.style }),
  };
}

/** Sends the app a `block_actions` payload. `option` is the chosen option of a menu. */
export async function performMessageAction(
  { world, app, triggers, responseUrls, choices }: FakeContext,
  installation: Installation,
  member: Member,
  message: Message,
  control: Control,
  option?: Json,
): Promise<Acknowledgement> {
  if (option && control.type !== 'overflow') {
    chooseOption(choices, message, member, control, option);
    world.changes.emit({ kind: 'message', channel: message.channel, ts: message.ts, member: member.id });
  }
  const { teamId } = installation;
  const source = message.onlyFor ? { ts: message.ts, onlyFor: message.onlyFor } : { ts: message.ts };
  const responseUrl = responseUrls.issue({ teamId, channel: message.channel, member: member.id, source });
  const triggerId = triggers.issue({ member: member.id, teamId });
  const payload = messageActionPayload(
    { world, installation, member, triggerId },
    message,
    actionFor(control, option),
    stateOf(choices, message, member),
    responseUrl,
  );
  return sendInteraction(app, 'interactive', payload);
}

/** Finds an option by its value or text. Throws an error that lists all options if there is no match. */
export function findOption(element: Json, valueOrText: string): Json {
  const options = optionsOf(element);
  const match =
    options.find(({ value }) => value === valueOrText) ?? options.find(({ text }) => text === valueOrText);
  if (match) return match.option;
  throw new Error(
    `There is no option "${valueOrText}"; there are: ${options.map(({ text }) => text).join(', ')}`,
  );
}
