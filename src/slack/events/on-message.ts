// A message with files: noted, and read later. Where it can't be noted for long, the member is told.
import type { App, Context } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { newErrorReference } from '../../model/error-reference.ts';
import { type FileShare, looksLikeCsv } from '../../usecases/import/request-import.ts';
import type { HearOnce } from '../../usecases/notices/deduplicate-events.ts';
import type { say } from '../../usecases/notices/post-notice.ts';
import type { Refuse } from '../../usecases/ports.ts';
import type { Rights } from '../access/authorize.ts';
import { type BotIdentity, botIdentity } from '../transport/bot-identity.ts';
import type { RetryDelivery } from '../transport/retry-delivery.ts';
import { notNoted } from '../views/notices/not-noted.ts';
import type { Members } from '../web/members.ts';
import type { WebClients } from '../web/web-clients.ts';
import { toSharedFile } from './files-of-message.ts';
import { parseShareText } from './parse-share-text.ts';
import { isSaidByMember, readShare, type Said } from './read-share.ts';
import type { WhoseBot } from './resolve-bot-workspace.ts';

type Parts = {
  readonly clients: WebClients;
  readonly members: Members;
  readonly rights: Rights;
  readonly refuse: Refuse;
  readonly requestImport: (share: FileShare) => Promise<void>;
  /** What becomes of the files of a member who may not import. */
  readonly turnAway: (share: FileShare) => Promise<void>;
  readonly say: ReturnType<typeof say>;
  readonly whoseBot: WhoseBot;
  readonly hearOnce: HearOnce;
  readonly seeThrough: RetryDelivery;
  readonly log: Log;
};

/** What of an event tells what was said: a message, or a mention. */
type Heard = Said & { readonly type: string };

export function onMessage(app: App, parts: Parts): void {
  const { clients, members, rights, refuse, requestImport, turnAway, say, ...more } = parts;
  const { whoseBot, hearOnce, seeThrough, log } = more;
  app.event('message', ({ event, context }) => {
    const said = event as Heard & { readonly channel_type?: string };
    return receive(context, said, said.channel_type === 'im');
  });
  // A mention comes as a message too; only this event answers what is no share, so that it is answered once.
  app.event('app_mention', ({ event, context }) => receive(context, event as Heard, true));

  async function receive(context: Context, said: Heard, isToUs: boolean): Promise<void> {
    // Most of what is said where the bot listens is none of its business, and nothing is noted of that.
    if (!isSaidByMember(said) || (!said.files?.length && !isToUs)) return;
    let bot = botIdentity(context);
    // Not by the event's own id: what is said in a channel of several workspaces may come once for each.
    const eventId = `${said.type} ${said.channel} ${said.ts}`;
    await seeThrough(
      async () => {
        bot = await whoseBot(bot, said);
        await hearOnce({ workspaceId: bot.workspaceId, eventId }, () => handle(bot, said, isToUs));
      },
      (error) => apologize(bot, said, isToUs, error),
      context.retryNum ?? 0,
    );
  }

  /** `isToUs`: in a direct message, or by a mention, so that silence would be rude. */
  async function handle(
    { workspaceId, botMemberId }: BotIdentity,
    said: Said & { readonly user: string },
    isToUs: boolean,
  ): Promise<void> {
    const { user: memberId, files = [], channel: channelId, ts } = said;
    const { kind } = await members.identify(workspaceId, memberId);
    if (kind !== 'member') {
      const threadTs = said.thread_ts ?? null;
      if (isToUs && kind !== 'bot') await refuse({ workspaceId, channelId, threadTs, memberId });
      return;
    }
    if (files.length === 0) {
      return say({ words: 'help', workspaceId, channelId, threadTs: said.thread_ts ?? ts, to: ts });
    }
    const client = await clients.retrying(workspaceId);
    const share = await readShare({ workspaceId, botMemberId, client }, said, isToUs);
    const mayImport = await rights.allowed(workspaceId, memberId, 'import');
    // A mention comes as two events, and is refused at the other one.
    if (!mayImport && share.addressed && !isToUs) return;
    await (mayImport ? requestImport : turnAway)(share);
  }

  /** Needs no database, as that may be what is away. */
  async function apologize(bot: BotIdentity, said: Said, isToUs: boolean, err: unknown): Promise<void> {
    const { workspaceId, botMemberId } = bot;
    const { user, channel, thread_ts, files = [] } = said;
    const reference = newErrorReference();
    log.error({ err, reference, workspaceId }, 'a message was not noted');
    const isForMention = !isToUs && parseShareText(said.text ?? '', botMemberId).mentionsBot;
    if (!user || isForMention || !(isToUs || files.map(toSharedFile).some(looksLikeCsv))) return;
    const where = { channel, user, ...(thread_ts === undefined ? {} : { thread_ts }) };
    const client = await clients.once(workspaceId);
    await client.chat.postEphemeral({ ...where, ...notNoted(reference) });
  }
}
