// Runs a command for a member, however they gave it: typed, or by a button that suggests it.
import { SecondPersonNeededError } from '../../model/second-person.ts';
import { findApprovers } from '../../usecases/import/find-approvers.ts';
import { denialFor } from '../access/authorize.ts';
import { permissionOf } from '../commands/parse-command.ts';
import type { ListenerContext, SlackContext } from '../context.ts';
import { tooManyByHand } from '../views/import/second-person-needed.ts';
import type { Invocation, ParsedCommand, Reply } from './command-handler.ts';
import { commandHandlers } from './command-handlers.ts';
import { guideFirstAdmin } from './guide-first-admin.ts';

/** Checks the permission first. */
export async function runCommand(
  context: ListenerContext,
  command: ParsedCommand,
  invocation: Invocation,
): Promise<Reply> {
  const reply = await answerCommand(context, command, invocation);
  context.background.runInBackground(guideFirstAdmin(context, invocation));
  return reply;
}

/** The same without guiding the workspace's first admin. */
export async function answerCommand(
  context: SlackContext,
  command: ParsedCommand,
  invocation: Invocation,
): Promise<Reply> {
  const { workspaceId, memberId } = invocation;
  const denial = await denialFor(context, workspaceId, memberId, permissionOf(command));
  if (denial) return denial;
  try {
    return await handle(context, command, invocation);
  } catch (error) {
    // Thrown before anything is written, so the transaction of a typed command can go on.
    if (!(error instanceof SecondPersonNeededError)) throw error;
    return tooManyByHand(error.alone, await findApprovers(context, workspaceId, [memberId]));
  }
}

function handle<Parsed extends ParsedCommand>(
  context: SlackContext,
  command: Parsed,
  invocation: Invocation,
): Promise<Reply> {
  // The table's type pairs each command with its handler; TypeScript can't follow the pairing through a look-up.
  const handler = commandHandlers[command.name] as (
    context: SlackContext,
    command: Parsed,
    invocation: Invocation,
  ) => Promise<Reply>;
  return handler(context, command, invocation);
}
