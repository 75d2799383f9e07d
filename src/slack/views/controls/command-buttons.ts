// Buttons that run a command, as if the member who clicks had typed it.
import { shorten } from '../../block-kit/escape.ts';
import type { Button } from '../../block-kit/part.ts';
import { slashCommand } from '../../commands/commands.ts';
import { withoutIds } from '../../commands/join-words.ts';

/** Each button of a block needs an action id of its own. */
export const commandActions = /^command-\d+$/;
/** The reply takes the place of the message with the button. */
export const suggestionActions = /^suggestion-\d+$/;

/** Slack's limits in characters. */
const labelLimit = 75;
const valueLimit = 2_000;

type CommandButton = Pick<Button, 'label' | 'style' | 'confirm'> & {
  /** Without the slash command itself. */
  readonly command: string;
};

/** For one block. */
export function commandButtons(...all: readonly CommandButton[]): Button[] {
  return numbered('command', all);
}

/** Commands that a member may have meant, in the place of what could not be done. */
export function suggestionButtons(...commands: readonly string[]): Button[] {
  return numbered(
    'suggestion',
    commands.map((command) => ({ command, label: fullCommand(command, labelLimit) })),
  );
}

/** `/endusers export 12`, as it is shown. */
export function fullCommand(command: string, limit = 120): string {
  return shorten(`${slashCommand} ${withoutIds(command)}`, limit);
}

const numbered = (name: string, all: readonly CommandButton[]): Button[] =>
  all
    .filter(({ command }) => command.length <= valueLimit)
    .map(({ command, ...button }, at) => ({ ...button, actionId: `${name}-${at}`, value: command }));
