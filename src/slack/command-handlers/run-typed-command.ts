// Runs a command that a member typed in a direct message to the bot, without the slash. The answer is an ordinary message: only
// they are there to read it, and Slack sends no address for a private one.
import type { TypedCommand } from '../../usecases/job-payloads.ts';
import { answerCommandOnce } from '../../usecases/notices/answer-command-once.ts';
import { changesSomething, parseMessage } from '../commands/parse-command.ts';
import type { SlackContext } from '../context.ts';
import { guideFirstAdmin } from './guide-first-admin.ts';
import { answerCommand } from './run-command.ts';

/** Called again after a crash or a rate limit, it neither runs the command nor answers it twice. */
export async function runTypedCommand(context: SlackContext, typed: TypedCommand): Promise<void> {
  const { text, ...who } = typed;
  const command = parseMessage(text);
  if (!command) return;
  const invocation = { ...who, channelName: 'directmessage', triggerId: '' };
  await answerCommandOnce(context, typed, changesSomething(command), async (within) => {
    const reply = await answerCommand(within, command, invocation);
    return reply && { text: reply.text, blocks: reply.blocks.map((block) => ({ ...block })) };
  });
  await guideFirstAdmin(context, who);
}
