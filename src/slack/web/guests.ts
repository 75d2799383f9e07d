// Whether guests can read a channel. Slack has no such question, so it is answered from the channel's members.
//
// Who is in a channel costs one call (100 a minute) and is used for a minute. Who is a guest changes rarely and is used for ten
// minutes: few unknown members are looked up one by one (100 a minute), many in the workspace's list (20 a minute).
import { type IdentityContext, identifyMember } from './members.ts';
import type { WebClients } from './web-clients.ts';

/** Answers by workspace and channel or member, each with the time (ms since the epoch) until which it is used. */
export type GuestCache = Map<string, { readonly guest: boolean; readonly until: number }>;

export type GuestContext = IdentityContext & { readonly guestCache: GuestCache };

const channelMs = 60_000;
const memberMs = 600_000;
const cacheLimit = 20_000;
/** The largest page that Slack allows for both lists. */
const pageSize = 999;
const lookedUpOneByOne = 20;
const pagesOfList = 5;

/** Also true where the members are too many to check them all. */
export async function hasGuest(
  context: GuestContext,
  workspaceId: string,
  channel: string,
): Promise<boolean> {
  const key = `${workspaceId} ${channel}`;
  const cached = fresh(context.guestCache, key);
  if (cached !== null) return cached;
  // Taken before Slack is asked: a change while Slack answers must not be cached for longer.
  const until = Date.now() + channelMs;
  const guest = await findGuest(context, workspaceId, channel);
  remember(context.guestCache, key, guest, until);
  return guest;
}

async function findGuest(context: GuestContext, workspaceId: string, channel: string): Promise<boolean> {
  const { clients, guestCache } = context;
  const client = await clients.retrying(workspaceId);
  const { members = [], response_metadata } = await client.conversations.members({
    channel,
    limit: pageSize,
  });
  if (response_metadata?.next_cursor) return true;
  const guestOf = (memberId: string) => fresh(guestCache, `${workspaceId} ${memberId}`);
  if (members.some(guestOf)) return true;
  const unknown = members.filter((memberId) => guestOf(memberId) === null);
  if (unknown.length > lookedUpOneByOne) await readMemberList(clients, guestCache, workspaceId);
  else await Promise.all(unknown.map((memberId) => lookUp(context, workspaceId, memberId)));
  return members.some((memberId) => guestOf(memberId) !== false);
}

async function lookUp(context: GuestContext, workspaceId: string, memberId: string): Promise<void> {
  const until = Date.now() + memberMs;
  const { kind } = await identifyMember(context, workspaceId, memberId);
  remember(context.guestCache, `${workspaceId} ${memberId}`, kind === 'guest' || kind === 'stranger', until);
}

async function readMemberList(clients: WebClients, cache: GuestCache, workspaceId: string): Promise<void> {
  const client = await clients.retrying(workspaceId);
  const until = Date.now() + memberMs;
  let cursor = '';
  for (let page = 0; page < pagesOfList; page++) {
    const { members = [], response_metadata } = await client.users.list({
      team_id: workspaceId,
      limit: pageSize,
      cursor,
    });
    for (const { id, is_restricted, is_ultra_restricted } of members)
      remember(cache, `${workspaceId} ${id}`, Boolean(is_restricted || is_ultra_restricted), until);
    cursor = response_metadata?.next_cursor ?? '';
    if (cursor === '') return;
  }
}

function fresh(cache: GuestCache, key: string): boolean | null {
  const cached = cache.get(key);
  return cached && cached.until > Date.now() ? cached.guest : null;
}

function remember(cache: GuestCache, key: string, guest: boolean, until: number): void {
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(key, { guest, until });
}
