// A command that a member types in a direct message to the bot, without the slash. The reply is an ordinary message: only they
// are there to read it, and Slack sends no address for a private one.
import { isFirstDelivery } from '../../usecases/notices/deduplicate-events.ts';
import type { View } from '../block-kit/view.ts';
import type { Invocation, ParsedCommand } from '../command-handlers/command-handler.ts';
import { runCommand } from '../command-handlers/run-command.ts';
import { parseCommand } from '../commands/parse-command.ts';
import type { SlackContext } from '../context.ts';
import { replyToFailure } from '../transport/failure-reply.ts';
import { sendView } from '../web/send-view.ts';
import type { SlackMessage } from './read-share.ts';

/** @returns whether the message is a command; it is answered in the background, as Slack waits for the acknowledgement */
export function answerTypedCommand(
  context: SlackContext,
  workspaceId: string,
  { user: memberId, channel: channelId, ts, thread_ts, text = '' }: SlackMessage & { user: string },
): boolean {
  const command = parseCommand(text);
  if (command.name === 'start' || command.name === 'mistyped') return false;
  const threadTs = thread_ts ?? null;
  const place = { workspaceId, channelId, threadTs };
  const invocation = { workspaceId, memberId, channelId, channelName: 'directmessage', triggerId: '' };
  context.background.runInBackground(answer(context, command, invocation, place, ts));
  return true;
}

type AnswerPlace = {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly threadTs: string | null;
};

async function answer(
  context: SlackContext,
  command: ParsedCommand,
  invocation: Invocation,
  place: AnswerPlace,
  ts: string,
): Promise<void> {
  const { workspaceId, channelId } = place;
  const eventId = `typed command ${channelId} ${ts}`;
  if (!(await isFirstDelivery(context, { workspaceId, eventId }))) return;
  const reply = await runCommand(context, command, invocation).catch((error: unknown) =>
    replyToFailure(context, { error, workspaceId, what: 'a typed command failed' }),
  );
  if (reply) await post(context, place, reply);
}

async function post(context: SlackContext, place: AnswerPlace, reply: View): Promise<void> {
  const { workspaceId, channelId, threadTs } = place;
  const client = await context.clients.retrying(workspaceId);
  await sendView(reply, (content) =>
    client.chat.postMessage({
      channel: channelId,
      ...(threadTs === null ? {} : { thread_ts: threadTs }),
      ...content,
      unfurl_links: false,
      unfurl_media: false,
    }),
  );
}
