// Who a person in Slack is: a member of the workspace, or someone who has no permissions here.
import type { WebClient } from '@slack/web-api';
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
  { clients, installations }: IdentityContext,
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
    const enterpriseId = (await installations.botFor(workspaceId))?.enterpriseId;
    const isElsewhere = enterpriseId && user.team_id !== workspaceId;
    const here = isElsewhere ? await findInWorkspace(client, workspaceId, memberId) : user;
    if (!here) return outsider('stranger');
    if (here.deleted) return outsider('deactivated');
    if (here.is_restricted || here.is_ultra_restricted) return outsider('guest');
    const isSlackAdmin = Boolean(here.is_admin || here.is_owner || here.is_primary_owner);
    const { is_admin: isOrgAdmin, is_owner: isOrgOwner, enterprise_id: org } = user.enterprise_user ?? {};
    const isAdminOfAll = enterpriseId && org === enterpriseId && (isOrgAdmin || isOrgOwner);
    return { kind: 'member', isSlackAdmin: isSlackAdmin || Boolean(isAdminOfAll) };
  } catch (error) {
    const code = slackErrorOf(error);
    if (code === 'user_not_found' || code === 'user_not_visible') return outsider('stranger');
    throw error;
  }
}

/**
 * What a member is in a workspace that isn't their own. With the token of an org-wide installation, `users.info` takes no
 * workspace and tells only what they are in their own; `users.list` takes one.
 */
async function findInWorkspace(client: WebClient, workspaceId: string, memberId: string) {
  for (let cursor = ''; ; ) {
    const page = await client.users.list({ team_id: workspaceId, limit: listLimit, cursor });
    const found = page.members?.find(({ id }) => id === memberId);
    cursor = page.response_metadata?.next_cursor ?? '';
    if (found || cursor === '') return found;
  }
}
