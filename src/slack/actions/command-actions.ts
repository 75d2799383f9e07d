// Buttons that run a command for the member who clicks.
import type { View } from '../block-kit/view.ts';
import { runCommand } from '../command-handlers/run-command.ts';
import { parseTyped } from '../commands/parse-command.ts';
import type { ListenerContext } from '../context.ts';
import { importGuide } from '../views/notices/import-guide.ts';
import type { Click } from './on-action.ts';

/** The command's own permission is checked, as if the member had typed it: the value may be anything. */
export function clickCommand(context: ListenerContext, click: Click): Promise<View | null> {
  return runCommand(context, parseTyped(click.value), click);
}

export async function clickImportGuide(): Promise<View> {
  return importGuide();
}
