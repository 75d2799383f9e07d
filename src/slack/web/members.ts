// Who a person in Slack is: a member of the workspace, or someone who has no permissions here.
import { slackErrorOf } from './slack-error.ts';
import type { WebClients } from './web-clients.ts';

/** `stranger`: someone from another company, in a shared channel. */
export type MemberKind = 'member' | 'guest' | 'bot' | 'stranger' | 'deactivated';

export type MemberIdentity = {
  readonly kind: MemberKind;
  /** Whether they are an admin or owner of the workspace in Slack, and therefore an admin here. */
  readonly isSlackAdmin: boolean;
};

/** Identities by workspace and member, each with the time (ms since the epoch) until which it is used. */
export type MemberCache = Map<string, MemberIdentity & { readonly until: number }>;

export type IdentityContext = { readonly clients: WebClients; readonly memberCache: MemberCache };

const cachedMs = 60_000;
const cacheLimit = 5_000;

/** Asks Slack, or uses an answer that is less than a minute old. */
export async function identifyMember(
  { clients, memberCache }: IdentityContext,
  workspaceId: string,
  memberId: string,
): Promise<MemberIdentity> {
  const key = `${workspaceId} ${memberId}`;
  const cached = memberCache.get(key);
  if (cached && cached.until > Date.now()) return cached;
  // Taken before Slack is asked: a change while Slack answers must not be cached for longer.
  const until = Date.now() + cachedMs;
  const identity = await fetchIdentity(clients, workspaceId, memberId);
  if (memberCache.size >= cacheLimit) memberCache.clear();
  memberCache.set(key, { ...identity, until });
  return identity;
}

const outsider = (kind: Exclude<MemberKind, 'member'>): MemberIdentity => ({ kind, isSlackAdmin: false });

async function fetchIdentity(
  clients: WebClients,
  workspaceId: string,
  memberId: string,
): Promise<MemberIdentity> {
  try {
    const client = await clients.retrying(workspaceId);
    const { user } = await client.users.info({ user: memberId });
    if (!user) return outsider('stranger');
    if (user.deleted) return outsider('deactivated');
    if (user.is_bot || memberId === 'USLACKBOT') return outsider('bot');
    // `is_stranger` is not enough: compare the team. On Enterprise Grid, a member lists the teams that they are in.
    const teams = [user.team_id, ...(user.enterprise_user?.teams ?? [])];
    if (!teams.includes(workspaceId) || user.is_stranger) return outsider('stranger');
    if (user.is_restricted || user.is_ultra_restricted) return outsider('guest');
    return { kind: 'member', isSlackAdmin: Boolean(user.is_admin || user.is_owner || user.is_primary_owner) };
  } catch (error) {
    const code = slackErrorOf(error);
    if (code === 'user_not_found' || code === 'user_not_visible') return outsider('stranger');
    throw error;
  }
}
