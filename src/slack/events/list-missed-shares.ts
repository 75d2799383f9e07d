// Looking back in Slack: what members shared in the bot's channels since a moment, a page at a time.
import { type InstallationStore, NotInstalledError } from '../../installations/installation-store.ts';
import type { FileShare } from '../../usecases/import/request-import.ts';
import type { MissedShares } from '../../usecases/ports.ts';
import type { Rights } from '../access/authorize.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import type { WebClients } from '../web/web-clients.ts';
import { isSaidByMember, readShare, type Said } from './read-share.ts';

type Parts = {
  readonly installations: Pick<InstallationStore, 'botFor'>;
  readonly clients: WebClients;
  readonly rights: Rights;
};

type Found = Omit<Said, 'channel'> & { readonly latest_reply?: string };
type Page = { readonly messages?: unknown; readonly response_metadata?: { readonly next_cursor?: string } };

/** As many as Slack recommends; it may give fewer. */
const limit = 200;

/** What Slack says of a conversation that the bot has left since, that is gone, or in which nothing may be read. */
const outOfSight = new Set([
  'not_in_channel',
  'channel_not_found',
  'thread_not_found',
  'is_archived',
  'missing_scope',
]);

/** Direct messages; what is shared there is meant for the bot. */
const isDirect = (channelId: string): boolean => channelId.startsWith('D');

export function createMissedShares({ installations, clients, rights }: Parts): MissedShares {
  return {
    async channels(workspaceId, cursor) {
      const client = await clients.retrying(workspaceId);
      const types = 'public_channel,private_channel,im';
      const told = await client.users.conversations({ types, exclude_archived: true, limit, cursor });
      return { channelIds: (told.channels ?? []).flatMap(({ id }) => id ?? []), next: nextAfter(told) };
    },
    async inChannel({ workspaceId, channelId }, since, begunAfter, cursor) {
      const client = await clients.retrying(workspaceId);
      const asked = { channel: channelId, oldest: toTs(begunAfter), limit, cursor };
      const { found, next } = await inSight(client.conversations.history(asked));
      const isNew = (ts = '0'): boolean => Number(ts) > Number(toTs(since));
      const said = found.filter(({ ts }) => isNew(ts));
      const answered = found.filter(({ latest_reply: ts }) => isNew(ts));
      return {
        shares: await sharesAmong(said, workspaceId, channelId),
        threads: answered.map(({ ts }) => ts),
        next,
      };
    },
    async inThread({ workspaceId, channelId, threadTs }, since, cursor) {
      const client = await clients.retrying(workspaceId);
      const asked = { channel: channelId, ts: threadTs, oldest: toTs(since), limit, cursor };
      const { found, next } = await inSight(client.conversations.replies(asked));
      // Slack puts the thread's first message before the answers, however old it is.
      const replies = found.filter(({ ts }) => ts !== threadTs);
      return { shares: await sharesAmong(replies, workspaceId, channelId), next };
    },
  };

  /** Those of members who may do so; nobody is told now that they may not. */
  async function sharesAmong(
    found: readonly Found[],
    workspaceId: string,
    channelId: string,
  ): Promise<FileShare[]> {
    const bot = await installations.botFor(workspaceId);
    if (!bot) throw new NotInstalledError('the app is not installed in that workspace');
    const shares: FileShare[] = [];
    const { botMemberId } = bot;
    const reader = { workspaceId, botMemberId, client: await clients.retrying(workspaceId) };
    for (const message of found) {
      const said = { ...message, channel: channelId };
      if (!isSaidByMember(said) || !said.files?.length) continue;
      if (!(await rights.allowed(workspaceId, said.user, 'import'))) continue;
      shares.push(await readShare(reader, said, isDirect(channelId)));
    }
    return shares;
  }
}

/** Nothing, of a place that is out of sight. */
async function inSight(asking: Promise<Page>): Promise<{ found: Found[]; next: string }> {
  try {
    const told = await asking;
    return { found: (told.messages ?? []) as Found[], next: nextAfter(told) };
  } catch (error) {
    if (outOfSight.has(slackErrorOf(error) ?? '')) return { found: [], next: '' };
    throw error;
  }
}

const nextAfter = (told: Page): string => told.response_metadata?.next_cursor ?? '';

const toTs = (at: Date): string => (at.getTime() / 1_000).toFixed(6);
