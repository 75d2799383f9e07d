// Looking back in Slack: what members shared in the bot's channels since a moment, page by page.
import { type Installations, NotInstalled } from '../../installations/installations.ts';
import type { RecentShares } from '../../usecases/ports.ts';
import type { FileShare } from '../../usecases/request-import.ts';
import type { Rights } from '../access/rights.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import type { WebClients } from '../web/web-clients.ts';
import { isSaidByMember, readShare, type Said } from './read-share.ts';

type Parts = {
  readonly installations: Pick<Installations, 'botFor'>;
  readonly clients: WebClients;
  readonly rights: Rights;
};

type Found = Omit<Said, 'channel'> & { readonly latest_reply?: string };
type Page = { readonly messages?: unknown; readonly response_metadata?: { readonly next_cursor?: string } };

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

export function recentShares({ installations, clients, rights }: Parts): RecentShares {
  return {
    async channels(workspaceId) {
      const client = await clients.asking(workspaceId);
      const ids: string[] = [];
      const asked = { types: 'public_channel,private_channel,im', exclude_archived: true, limit: 200 };
      for (let cursor = ''; ; ) {
        const told = await client.users.conversations({ ...asked, cursor });
        ids.push(...(told.channels ?? []).flatMap(({ id }) => id ?? []));
        cursor = told.response_metadata?.next_cursor ?? '';
        if (cursor === '') return ids;
      }
    },
    async inChannel({ workspaceId, channelId }, since) {
      const client = await clients.asking(workspaceId);
      const asked = { channel: channelId, oldest: toTs(since), limit: 200 };
      const found = await everyPage((cursor) => client.conversations.history({ ...asked, cursor }));
      const answered = found.filter(
        ({ latest_reply: at }) => at !== undefined && Number(at) > Number(toTs(since)),
      );
      return {
        shares: await sharesAmong(found, workspaceId, channelId),
        threads: answered.map(({ ts }) => ts),
      };
    },
    async inThread({ workspaceId, channelId, threadTs }, since) {
      const client = await clients.asking(workspaceId);
      const asked = { channel: channelId, ts: threadTs, oldest: toTs(since), limit: 200 };
      const found = await everyPage((cursor) => client.conversations.replies({ ...asked, cursor }));
      // Slack puts the thread's first message before the answers, however old it is.
      return sharesAmong(
        found.filter(({ ts }) => ts !== threadTs),
        workspaceId,
        channelId,
      );
    },
  };

  /** Those of members who may do so; nobody is told now that they may not. */
  async function sharesAmong(
    found: readonly Found[],
    workspaceId: string,
    channelId: string,
  ): Promise<FileShare[]> {
    const bot = await installations.botFor(workspaceId);
    if (!bot) throw new NotInstalled('the app is not installed in that workspace');
    const shares: FileShare[] = [];
    const { botMemberId } = bot;
    const reader = { workspaceId, botMemberId, client: await clients.asking(workspaceId) };
    for (const message of found) {
      const said = { ...message, channel: channelId };
      if (!isSaidByMember(said) || !said.files?.length) continue;
      if (!(await rights.allowed(workspaceId, said.user, 'import'))) continue;
      shares.push(await readShare(reader, said, isDirect(channelId)));
    }
    return shares;
  }
}

async function everyPage(ask: (cursor: string) => Promise<Page>): Promise<Found[]> {
  const found: Found[] = [];
  try {
    for (let cursor = ''; ; ) {
      const told = await ask(cursor);
      found.push(...((told.messages ?? []) as Found[]));
      cursor = told.response_metadata?.next_cursor ?? '';
      if (cursor === '') return found;
    }
  } catch (error) {
    if (outOfSight.has(slackErrorOf(error) ?? '')) return [];
    throw error;
  }
}

const toTs = (at: Date): string => (at.getTime() / 1_000).toFixed(6);
