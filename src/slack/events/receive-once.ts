// Processes a message once, for the right workspace. If it can't be recorded, the member is told.
import type { Context as BoltContext } from '@slack/bolt';
import { newErrorReference } from '../../model/error-reference.ts';
import { looksLikeCsv } from '../../model/file-share.ts';
import { processEventOnce } from '../../usecases/notices/deduplicate-events.ts';
import type { ListenerContext, SlackContext } from '../context.ts';
import { type BotIdentity, botIdentity } from '../transport/bot-identity.ts';
import { messageLost } from '../views/notices/message-lost.ts';
import { toSharedFile } from './files-of-message.ts';
import { parseShareText } from './parse-share-text.ts';
import type { SlackMessage } from './read-share.ts';
import { resolveBotWorkspace } from './resolve-bot-workspace.ts';

type Received = {
  readonly message: SlackMessage;
  /** Whether it is a direct message or a mention, so that silence would be rude. */
  readonly isAddressed: boolean;
  /** The same for each delivery of the event. */
  readonly eventId: string;
};

export async function receiveOnce(
  context: ListenerContext,
  boltContext: BoltContext,
  { message, isAddressed, eventId }: Received,
  handle: (bot: BotIdentity) => Promise<void>,
): Promise<void> {
  let bot = botIdentity(boltContext);
  await context.retryDelivery(
    async () => {
      bot = await resolveBotWorkspace(context, bot, message);
      await processEventOnce(context, { workspaceId: bot.workspaceId, eventId }, () => handle(bot));
    },
    (error) => apologize(context, bot, message, isAddressed, error),
    boltContext.retryNum ?? 0,
  );
}

/** Uses no database: the database may be what failed. */
async function apologize(
  { log, clients }: SlackContext,
  { workspaceId, botMemberId }: BotIdentity,
  message: SlackMessage,
  isAddressed: boolean,
  error: unknown,
): Promise<void> {
  const { user, channel, thread_ts, files = [] } = message;
  const reference = newErrorReference();
  log.error({ err: error, reference, workspaceId }, 'a message could not be recorded');
  const isMentionToo = !isAddressed && parseShareText(message.text ?? '', botMemberId).mentionsBot;
  const expectsReply = isAddressed || files.map(toSharedFile).some(looksLikeCsv);
  if (!user || isMentionToo || !expectsReply) return;
  const where = { channel, user, ...(thread_ts === undefined ? {} : { thread_ts }) };
  const client = await clients.once(workspaceId);
  await client.chat.postEphemeral({ ...where, ...messageLost(reference) });
}
