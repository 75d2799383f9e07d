// Whether guests can read a channel. Slack has no such question, so it is answered from the channel's members.
//
// Who is in a channel costs one call (100 a minute) and is used for a minute. Who is a guest changes rarely and is used for ten
// minutes: few unknown members are looked up one by one (100 a minute), many in the workspace's list (20 a minute).
import type { MemberKind } from './member-identity.ts';
import { askMemberList, type ListedMembers } from './member-list.ts';
import { enterpriseOf, type IdentityContext, identifyMember } from './members.ts';
import { MembersUnreadError } from './members-unread-error.ts';

/** Answers by workspace and channel or member, each with the time (ms since the epoch) until which it is used. */
export type GuestCache = Map<string, { readonly guest: Guest; readonly until: number }>;

/** `unknown`: of a channel, while the list of a large workspace's members is being read. */
type Guest = boolean | 'unknown';

export type GuestContext = IdentityContext & { readonly guestCache: GuestCache };

const channelMs = 60_000;
const memberMs = 600_000;
const cacheLimit = 20_000;
/** The largest page that Slack allows. */
const pageSize = 999;
const lookedUpOneByOne = 20;

/** Also true where the members are too many to check them all. */
export async function hasGuest(context: GuestContext, workspaceId: string, channel: string): Promise<Guest> {
  const key = `${workspaceId} ${channel}`;
  const cached = fresh(context.guestCache, key);
  if (cached !== null) return cached;
  // Taken before Slack is asked: a change while Slack answers must not be cached for longer.
  const until = Date.now() + channelMs;
  // Used for a minute as well: a plan and the files that follow it go to the same place.
  const guest = await findGuest(context, workspaceId, channel).catch(unknownWhileUnread);
  remember(context.guestCache, key, guest, until);
  return guest;
}

function unknownWhileUnread(error: unknown): 'unknown' {
  if (error instanceof MembersUnreadError) return 'unknown';
  throw error;
}

async function findGuest(context: GuestContext, workspaceId: string, channel: string): Promise<boolean> {
  const client = await context.clients.retrying(workspaceId);
  const { members = [], response_metadata } = await client.conversations.members({
    channel,
    limit: pageSize,
  });
  if (response_metadata?.next_cursor) return true;
  const workspace = { workspaceId, enterpriseId: await enterpriseOf(context, workspaceId) };
  const found = await askMemberList(context, workspace, (listed) =>
    findIn(context.guestCache, workspaceId, members, listed),
  );
  if (found === 'a guest' || found.length > lookedUpOneByOne) return true;
  const lookedUp = await Promise.all(found.map((memberId) => lookUp(context, workspaceId, memberId)));
  return lookedUp.includes(true);
}

/** @returns the unknown ones, if there is no guest; undefined while they are many and more of the list can be read */
function findIn(
  cache: GuestCache,
  workspaceId: string,
  memberIds: readonly string[],
  { members, completeForMs }: ListedMembers,
): 'a guest' | readonly string[] | undefined {
  const unknown: string[] = [];
  for (const memberId of memberIds) {
    const kind = members.get(memberId)?.kind;
    const guest = kind ? isGuest(kind) : fresh(cache, `${workspaceId} ${memberId}`);
    if (guest === true) return 'a guest';
    if (guest === null) unknown.push(memberId);
  }
  return unknown.length <= lookedUpOneByOne || completeForMs !== null ? unknown : undefined;
}

async function lookUp(context: GuestContext, workspaceId: string, memberId: string): Promise<boolean> {
  const until = Date.now() + memberMs;
  const guest = isGuest((await identifyMember(context, workspaceId, memberId)).kind);
  remember(context.guestCache, `${workspaceId} ${memberId}`, guest, until);
  return guest;
}

const isGuest = (kind: MemberKind): boolean => kind === 'guest' || kind === 'stranger';

function fresh(cache: GuestCache, key: string): Guest | null {
  const cached = cache.get(key);
  return cached && cached.until > Date.now() ? cached.guest : null;
}

function remember(cache: GuestCache, key: string, guest: Guest, until: number): void {
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(key, { guest, until });
}
