// Finds shares in Slack's history: what members shared in the bot's channels since a point in time, page by page.
import { NotInstalledError } from '../../installations/installation-store.ts';
import type { FileShare } from '../../model/file-share.ts';
import type { MissedShares } from '../../usecases/ports.ts';
import { type AccessContext, isAllowed } from '../access/authorize.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import { mentions } from './parse-share-text.ts';
import { filesOf, isFromMember, readShare, type SlackMessage } from './read-share.ts';

type HistoryContext = AccessContext;

type HistoryMessage = Omit<SlackMessage, 'channel'> & { readonly latest_reply?: string };
type Page = { readonly messages?: unknown; readonly response_metadata?: { readonly next_cursor?: string } };

/** As many messages as Slack recommends; it may return fewer. */
const limit = 200;

/** The bot has left the conversation, it is gone, or its messages can't be read. */
const notVisible = new Set([
  'not_in_channel',
  'channel_not_found',
  'thread_not_found',
  'is_archived',
  'missing_scope',
]);

/** Every file in a direct message is meant for the bot. */
const isDirectMessage = (channelId: string): boolean => channelId.startsWith('D');

export function createMissedShares(context: HistoryContext): MissedShares {
  const { clients } = context;
  return {
    async channels(workspaceId, cursor) {
      const client = await clients.retrying(workspaceId);
      const types = 'public_channel,private_channel,im';
      // The token of an org-wide installation needs the workspace; any other ignores it.
      const request = { team_id: workspaceId, types, exclude_archived: true, limit, cursor };
      const withGroups = { ...request, types: `${types},mpim` };
      const page = await client.users.conversations(withGroups).catch((error: unknown) => {
        // The scope for group messages is optional.
        if (slackErrorOf(error) === 'missing_scope') return client.users.conversations(request);
        throw error;
      });
      return { channelIds: (page.channels ?? []).flatMap(({ id }) => id ?? []), next: nextCursor(page) };
    },
    async inChannel({ workspaceId, channelId }, since, begunAfter, cursor) {
      const client = await clients.retrying(workspaceId);
      const request = { channel: channelId, oldest: toTs(begunAfter), limit, cursor };
      const { messages, next } = await readPage(client.conversations.history(request));
      const isNew = (ts = '0'): boolean => Number(ts) > Number(toTs(since));
      const newMessages = messages.filter(({ ts }) => isNew(ts));
      const threads = messages.filter(({ latest_reply: ts }) => isNew(ts)).map(({ ts }) => ts);
      return { shares: await sharesAmong(context, newMessages, workspaceId, channelId), threads, next };
    },
    async inThread({ workspaceId, channelId, threadTs }, since, cursor) {
      const client = await clients.retrying(workspaceId);
      const request = { channel: channelId, ts: threadTs, oldest: toTs(since), limit, cursor };
      const { messages, next } = await readPage(client.conversations.replies(request));
      // Slack puts the thread's first message before the replies, however old it is.
      const replies = messages.filter(({ ts }) => ts !== threadTs);
      return { shares: await sharesAmong(context, replies, workspaceId, channelId), next };
    },
  };
}

/** Shares of members who may import. The others are not told at this late time. */
async function sharesAmong(
  context: HistoryContext,
  messages: readonly HistoryMessage[],
  workspaceId: string,
  channelId: string,
): Promise<FileShare[]> {
  const bot = await context.installations.botFor(workspaceId);
  if (!bot) throw new NotInstalledError('the app is not installed in this workspace');
  const { botMemberId } = bot;
  const reader = { workspaceId, botMemberId, client: await context.clients.retrying(workspaceId) };
  const shares: FileShare[] = [];
  for (const historyMessage of messages) {
    const message = { ...historyMessage, channel: channelId };
    if (!isFromMember(message)) continue;
    const isAddressed = isDirectMessage(channelId) || mentions(message.text ?? '', botMemberId);
    if (filesOf(message, isAddressed).length === 0) continue;
    if (!(await isAllowed(context, workspaceId, message.user, 'import'))) continue;
    shares.push(await readShare(reader, message, isAddressed));
  }
  return shares;
}

/** @returns an empty page for a place that is no longer visible to the bot */
async function readPage(request: Promise<Page>): Promise<{ messages: HistoryMessage[]; next: string }> {
  try {
    const page = await request;
    return { messages: (page.messages ?? []) as HistoryMessage[], next: nextCursor(page) };
  } catch (error) {
    if (notVisible.has(slackErrorOf(error) ?? '')) return { messages: [], next: '' };
    throw error;
  }
}

const nextCursor = (page: Page): string => page.response_metadata?.next_cursor ?? '';

const toTs = (at: Date): string => (at.getTime() / 1_000).toFixed(6);
