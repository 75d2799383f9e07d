// A message with files: recorded now, read later by a job. One without files may be about those of its thread.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AllMiddlewareArgs, Context as BoltContext, SlackEventMiddlewareArgs } from '@slack/bolt';
import { rejectShare } from '../../usecases/import/reject-share.ts';
import { requestImport } from '../../usecases/import/request-import.ts';
import { requestCommand } from '../../usecases/notices/request-command.ts';
import { requestNotice } from '../../usecases/notices/request-notice.ts';
import { isAllowed } from '../access/authorize.ts';
import { denyImport } from '../access/deny-import.ts';
import { parseMessage } from '../commands/parse-command.ts';
import type { ListenerContext, SlackContext } from '../context.ts';
import type { BotIdentity } from '../transport/bot-identity.ts';
import { identifyMember } from '../web/members.ts';
import { answerAboutFiles, namesOrganizationInThread } from './answer-about-files.ts';
import { mentions } from './parse-share-text.ts';
import { filesOf, isFromMember, isFromOtherApp, readShare, type SlackMessage } from './read-share.ts';
import { type EditEvent, receiveEdit } from './receive-edit.ts';
import { receiveOnce } from './receive-once.ts';

type Message = SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs;
type Mention = SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs;

/** Bolt types each subtype apart; only the parts that they share are read here. */
type MessageEvent = SlackMessage & { readonly type: string; readonly channel_type?: string };

export function onMessage(
  context: ListenerContext,
  { event, body, context: boltContext }: Message,
): Promise<void> {
  if (event.subtype === 'message_changed') return receiveEdit(context, boltContext, event as EditEvent);
  const message = event as MessageEvent;
  const own = { appId: body.api_app_id, botId: boltContext.botId };
  if (isFromOtherApp(message, own)) return receiveFilesOfApp(context, boltContext, message);
  return receiveMessage(context, boltContext, message, message.channel_type === 'im');
}

/** In ms; a third of the time that Slack waits. */
const mentionPauseMs = 1_000;

/**
 * A mention also arrives as a message, and only that event is sure to have the files (NousResearch/hermes-agent#77141).
 * So the message answers; this event only where the app gets no messages, as in a group message without `mpim:history`.
 */
export async function onMention(
  context: ListenerContext,
  { event, context: boltContext }: Mention,
): Promise<void> {
  // After an edit, Slack sends `message_changed` as well, which tells what is new.
  if ('edited' in event) return;
  await sleep(mentionPauseMs);
  await receiveMessage(context, boltContext, event as MessageEvent, true);
}

/** @param isAddressed whether it is a direct message or a mention, so that silence would be rude */
async function receiveMessage(
  context: ListenerContext,
  boltContext: BoltContext,
  message: MessageEvent,
  isAddressed: boolean,
): Promise<void> {
  // Most messages in the bot's channels are not for the bot, and nothing about them is stored.
  if (!isFromMember(message)) return;
  const isForBot = isAddressed || mentions(message.text ?? '', boltContext.botUserId ?? '');
  if (!message.files?.length && !isForBot && !namesOrganizationInThread(message)) return;
  // Not the event's own id: a mention arrives as two events, a message in a channel of several workspaces may as well.
  const eventId = `message ${message.channel} ${message.ts}`;
  await receiveOnce(context, boltContext, { message, isAddressed, eventId }, (bot) =>
    handleMessage(context, bot, message, isAddressed || mentions(message.text ?? '', bot.botMemberId)),
  );
}

/** No member is waiting: a member is asked to import them, in their thread, if they are meant for the bot. */
async function receiveFilesOfApp(
  context: ListenerContext,
  boltContext: BoltContext,
  message: MessageEvent & { readonly bot_id: string },
): Promise<void> {
  const eventId = `message ${message.channel} ${message.ts}`;
  await receiveOnce(context, boltContext, { message, isAddressed: false, eventId }, async (bot) => {
    const client = await context.clients.retrying(bot.workspaceId);
    const share = await readShare({ ...bot, client }, { ...message, user: message.bot_id }, false);
    await requestImport(context, share);
  });
}

async function handleMessage(
  context: SlackContext,
  { workspaceId, botMemberId }: BotIdentity,
  message: MessageEvent & { readonly user: string },
  isAddressed: boolean,
): Promise<void> {
  const { user: memberId, channel: channelId, ts } = message;
  const { kind } = await identifyMember(context, workspaceId, memberId);
  if (kind !== 'member') {
    const threadTs = message.thread_ts ?? null;
    if (isAddressed && kind !== 'bot') {
      await denyImport(context, { workspaceId, channelId, threadTs, memberId });
    }
    return;
  }
  if (filesOf(message, isAddressed).length === 0) {
    const isAnswered = await answerAboutFiles(context, { workspaceId }, message, isAddressed);
    if (isAnswered || !isAddressed) return;
    const { text = '', thread_ts = null } = message;
    if (message.channel_type === 'im' && parseMessage(text)) {
      return requestCommand(context, { workspaceId, channelId, threadTs: thread_ts, to: ts, memberId, text });
    }
    const threadTs = thread_ts ?? ts;
    return requestNotice(context, { words: 'help', workspaceId, channelId, threadTs, to: ts, memberId });
  }
  const client = await context.clients.retrying(workspaceId);
  const share = await readShare({ workspaceId, botMemberId, client }, message, isAddressed);
  if (await isAllowed(context, workspaceId, memberId, 'import')) return requestImport(context, share);
  await rejectShare(context, share);
}
