// Whether people of another company can read a channel: one that is shared through Slack Connect, or is about to be.
import { slackErrorOf } from './slack-error.ts';
import type { WebClients } from './web-clients.ts';

/** The part of `conversations.info` that matters here. */
type Channel = { readonly is_ext_shared?: boolean; readonly is_pending_ext_shared?: boolean };

export const isExternallyShared = (channel: Channel | undefined): boolean =>
  Boolean(channel?.is_ext_shared || channel?.is_pending_ext_shared);

/** Group messages without the optional scope `mpim:read`, and channels that the bot has left. */
const notVisible = new Set(['missing_scope', 'channel_not_found']);

/** Slack's answers by workspace and channel, each with the time (ms since the epoch) until which it is used. */
export type SharedOutsideCache = Map<string, { readonly shared: boolean; readonly until: number }>;

const cachedMs = 60_000;
const cacheLimit = 5_000;

/** Uses an answer that is less than a minute old, or asks Slack: for messages about progress, which are many. */
export async function wasSharedOutside(
  context: SharedOutsideContext,
  workspaceId: string,
  channel: string,
): Promise<boolean> {
  const cached = context.sharedOutsideCache.get(`${workspaceId} ${channel}`);
  if (cached && cached.until > Date.now()) return cached.shared;
  return isSharedOutside(context, workspaceId, channel);
}

/** Asks Slack. Also true where Slack doesn't let the bot know. */
export async function isSharedOutside(
  { clients, sharedOutsideCache: cache }: SharedOutsideContext,
  workspaceId: string,
  channel: string,
): Promise<boolean> {
  const key = `${workspaceId} ${channel}`;
  // Taken before Slack is asked: a change while Slack answers must not be cached for longer.
  const until = Date.now() + cachedMs;
  const shared = await fetchSharedOutside(clients, workspaceId, channel);
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(key, { shared, until });
  return shared;
}

export type SharedOutsideContext = {
  readonly clients: WebClients;
  readonly sharedOutsideCache: SharedOutsideCache;
};

async function fetchSharedOutside(
  clients: WebClients,
  workspaceId: string,
  channel: string,
): Promise<boolean> {
  try {
    const client = await clients.retrying(workspaceId);
    return isExternallyShared((await client.conversations.info({ channel })).channel);
  } catch (error) {
    if (notVisible.has(slackErrorOf(error) ?? '')) return true;
    throw error;
  }
}
