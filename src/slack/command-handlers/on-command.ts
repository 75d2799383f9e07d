// The slash command. Slack waits three seconds, and shows the reply only to the member who typed it.
import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { isFirstDelivery } from '../../usecases/notices/deduplicate-events.ts';
import { hasTable } from '../block-kit/simpler-blocks.ts';
import { parseCommand } from '../commands/parse-command.ts';
import type { ListenerContext } from '../context.ts';
import { late, withinAckDeadline } from '../transport/background-work.ts';
import { replyToFailure } from '../transport/failure-reply.ts';
import { respondWithView } from '../transport/respond-with-view.ts';
import { stillWorking } from '../views/notices/still-working.ts';
import type { Invocation, Reply } from './command-handler.ts';
import { runCommand } from './run-command.ts';

type CommandArgs = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

const privately = { response_type: 'ephemeral' } as const;

export async function onCommand(
  context: ListenerContext,
  { command, context: boltContext, ack, respond }: CommandArgs,
): Promise<void> {
  const invocation = {
    workspaceId: boltContext.teamId ?? command.team_id,
    memberId: command.user_id,
    channelId: command.channel_id,
    channelName: command.channel_name,
    triggerId: command.trigger_id,
  };
  const reply = replyTo(context, command.text, invocation);
  const inTime = await withinAckDeadline(reply);
  if (inTime === null) return ack();
  // Slack doesn't tell the app that it rejects an acknowledgement, and a table may be rejected.
  const isRisky = inTime !== late && hasTable(inTime.blocks);
  if (isRisky) await ack();
  else await ack({ ...privately, ...(inTime === late ? stillWorking() : inTime) });
  if (inTime !== late && !isRisky) return;
  context.background.runInBackground(reply.then((view) => view && respondWithView(respond, view, privately)));
}

/** @returns null when there is nothing to say: a modal was opened, or the command was delivered before */
async function replyTo(context: ListenerContext, text: string, invocation: Invocation): Promise<Reply> {
  const { workspaceId, triggerId: eventId } = invocation;
  try {
    if (!(await isFirstDelivery(context, { workspaceId, eventId }))) return null;
    return await runCommand(context, parseCommand(text), invocation);
  } catch (error) {
    return await replyToFailure(context, { error, workspaceId, what: 'a command failed' });
  }
}
