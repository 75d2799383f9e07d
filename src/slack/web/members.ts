// Who a person in Slack is: a member of the workspace, or someone who has no permissions here.
import type { UsersInfoResponse, WebClient } from '@slack/web-api';
import type { InstallationStore } from '../../installations/installation-store.ts';
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

export type IdentityContext = {
  readonly clients: WebClients;
  readonly installations: Pick<InstallationStore, 'botFor'>;
  readonly memberCache: MemberCache;
};

const cachedMs = 60_000;
const cacheLimit = 5_000;

/** The most members that Slack returns at a time. */
const listLimit = 1_000;

/** Asks Slack, or uses an answer that is less than a minute old. */
export async function identifyMember(
  context: IdentityContext,
  workspaceId: string,
  memberId: string,
): Promise<MemberIdentity> {
  const { memberCache } = context;
  const key = `${workspaceId} ${memberId}`;
  const cached = memberCache.get(key);
  if (cached && cached.until > Date.now()) return cached;
  // Taken before Slack is asked: a change while Slack answers must not be cached for longer.
  const until = Date.now() + cachedMs;
  const identity = await fetchIdentity(context, workspaceId, memberId);
  if (memberCache.size >= cacheLimit) memberCache.clear();
  memberCache.set(key, { ...identity, until });
  return identity;
}

const outsider = (kind: Exclude<MemberKind, 'member'>): MemberIdentity => ({ kind, isSlackAdmin: false });

async function fetchIdentity(
  context: IdentityContext,
  workspaceId: string,
  memberId: string,
): Promise<MemberIdentity> {
  const { clients, installations } = context;
  try {
    const client = await clients.retrying(workspaceId);
    const { user } = await client.users.info({ user: memberId });
    if (!user) return outsider('stranger');
    const enterpriseId = (await installations.botFor(workspaceId))?.enterpriseId ?? null;
    const identity = identityOf(user, workspaceId, enterpriseId);
    const isInOther = enterpriseId !== null && user.team_id !== workspaceId;
    if (!isInOther || identity.kind === 'stranger' || identity.kind === 'bot') return identity;
    return await identifyByList(context, client, workspaceId, memberId, enterpriseId);
  } catch (error) {
    const code = slackErrorOf(error);
    if (code === 'user_not_found' || code === 'user_not_visible') return outsider('stranger');
    throw error;
  }
}

type SlackUser = NonNullable<UsersInfoResponse['user']>;

/** @param enterpriseId of an org-wide installation: the organization's admins are admins in all of its workspaces */
function identityOf(user: SlackUser, workspaceId: string, enterpriseId: string | null): MemberIdentity {
  if (user.deleted) return outsider('deactivated');
  if (user.is_bot || user.id === 'USLACKBOT') return outsider('bot');
  const { enterprise_user: inOrganization } = user;
  // `is_stranger` is not enough: compare the team. On Enterprise Grid, a member lists the teams that they are in.
  const teams = [user.team_id, ...(inOrganization?.teams ?? [])];
  if (!teams.includes(workspaceId) || user.is_stranger) return outsider('stranger');
  if (user.is_restricted || user.is_ultra_restricted) return outsider('guest');
  const isAdminHere = user.is_admin || user.is_owner || user.is_primary_owner;
  const isOfOrganization = enterpriseId !== null && inOrganization?.enterprise_id === enterpriseId;
  const isAdminOfAll = isOfOrganization && (inOrganization.is_admin || inOrganization.is_owner);
  return { kind: 'member', isSlackAdmin: Boolean(isAdminHere || isAdminOfAll) };
}

/**
 * What a member is in a workspace that isn't their own. With the token of an org-wide installation, `users.info` takes no
 * workspace and tells only what they are in their own; `users.list` takes one. All that it returns is cached.
 */
async function identifyByList(
  { memberCache }: IdentityContext,
  client: WebClient,
  workspaceId: string,
  memberId: string,
  enterpriseId: string,
): Promise<MemberIdentity> {
  let cursor = '';
  do {
    const until = Date.now() + cachedMs;
    const page = await client.users.list({ team_id: workspaceId, limit: listLimit, cursor });
    const identities = new Map<string, MemberIdentity>();
    for (const user of page.members ?? [])
      if (user.id) identities.set(user.id, identityOf(user, workspaceId, enterpriseId));
    if (memberCache.size >= cacheLimit) memberCache.clear();
    for (const [id, identity] of identities) memberCache.set(`${workspaceId} ${id}`, { ...identity, until });
    const found = identities.get(memberId);
    if (found) return found;
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return outsider('stranger');
}
