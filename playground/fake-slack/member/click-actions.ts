// A member's commands, clicks on buttons, and choices in menus.
import type { Control } from '../../block-kit.ts';
import type { FakeContext } from '../context.ts';
import { findOption, performMessageAction } from '../interactivity/message-action.ts';
import { type CommandResult, runCommand } from '../interactivity/run-command.ts';
import type { Acknowledgement } from '../interactivity/send-interaction.ts';
import { type SuggestedOption, suggestOptions } from '../interactivity/suggest-options.ts';
import type { Installation, Member, Message } from '../world/records.ts';
import { type ControlQuery, findControl } from './find-control.ts';
import { currentMessage, ownChannel } from './member-access.ts';

export type ClickActions = {
  /** Runs a slash command: `/endusers help`. Resolves once the app has acknowledged it, or has failed to. */
  command(channel: string, line: string): Promise<CommandResult>;
  /** Clicks a button of the message's current version. Rejects if there is no such button. */
  click(message: Message, button: ControlQuery): Promise<Acknowledgement>;
  /** Types into a menu with search. Resolves with the options that it then shows. */
  suggest(message: Message, menu: Omit<ControlQuery, 'value'>, typed: string): Promise<SuggestedOption[]>;
  /**
   * Chooses an option in a menu of the message's current version. `option` is a value or a text; a menu with search is
   * searched for it.
   */
  select(message: Message, menu: Omit<ControlQuery, 'value'> & { option: string }): Promise<Acknowledgement>;
};

export function createClickActions(
  context: FakeContext,
  member: Member,
  findInstallation: () => Installation,
): ClickActions {
  const { world } = context;
  const suggest = (message: Message, control: Control, typed: string) =>
    suggestOptions(context, findInstallation(), member, message, control, typed);
  return {
    async suggest(message, menu, typed) {
      const current = currentMessage(world, member, message);
      return suggest(current, findControl(current.blocks, menu, 'menu'), typed);
    },
    async command(channel, line) {
      const { id } = ownChannel(world, member, channel);
      return runCommand(context, findInstallation(), member, id, line);
    },
    async click(message, button) {
      const current = currentMessage(world, member, message);
      const control = findControl(current.blocks, button, 'button');
      return performMessageAction(context, findInstallation(), member, current, control);
    },
    async select(message, { option, ...menu }) {
      const current = currentMessage(world, member, message);
      const control = findControl(current.blocks, menu, 'menu');
      const element =
        control.type === 'external_select'
          ? { options: (await suggest(current, control, option)).map((suggested) => suggested.option) }
          : control.element;
      const chosen = findOption(element, option);
      return performMessageAction(context, findInstallation(), member, current, control, chosen);
    },
  };
}
