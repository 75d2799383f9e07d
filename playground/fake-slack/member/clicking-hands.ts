// What a member does with the app: slash commands, buttons, menus.
import { actOnMessage, type Choices, optionNamed } from '../interact/act-on-message.ts';
import type { Ack } from '../interact/deliver.ts';
import { type CommandAck, type Interacting, runCommand } from '../interact/run-command.ts';
import type { Installation, Member, Message } from '../world/records.ts';
import { findControl, type Wanted } from './find-control.ts';
import { messageNow, ownChannel } from './place.ts';

export type ClickingHands = {
  /** Types a slash command, `/endusers help`. Resolves when the app has acknowledged it, or hasn't in time. */
  command(channel: string, line: string): Promise<CommandAck>;
  /** Clicks a button of the message as it is now. Rejects when there is no such button. */
  click(message: Message, button: Wanted): Promise<Ack>;
  /** Chooses in a menu of the message; `option` is a value or a text. */
  select(message: Message, menu: Omit<Wanted, 'value'> & { option: string }): Promise<Ack>;
};

export function createClickingHands(
  interacting: Interacting,
  choices: Choices,
  member: Member,
  installation: () => Installation,
): ClickingHands {
  const { world } = interacting;
  return {
    async command(channel, line) {
      const { id } = ownChannel(world, member, channel);
      return runCommand(interacting, installation(), member, id, line);
    },
    async click(message, button) {
      const now = messageNow(world, member, message);
      const control = findControl(now.blocks, button, 'button');
      return actOnMessage(interacting, choices, installation(), member, now, control);
    },
    async select(message, { option, ...menu }) {
      const now = messageNow(world, member, message);
      const control = findControl(now.blocks, menu, 'menu');
      const chosen = optionNamed(control.element, option);
      return actOnMessage(interacting, choices, installation(), member, now, control, chosen);
    },
  };
}
