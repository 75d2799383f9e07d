// Commands: help, and what was typed but isn't a (whole) command.
import type { View } from '../block-kit/view.ts';
import type { InvalidCommand } from '../commands/command.ts';
import type { SlackContext } from '../context.ts';
import { help } from '../views/notices/help.ts';
import { invalidCommand } from '../views/notices/invalid-command.ts';

export async function handleHelp(): Promise<View> {
  return help();
}

export async function handleMistyped(_: SlackContext, command: InvalidCommand): Promise<View> {
  return invalidCommand(command);
}
