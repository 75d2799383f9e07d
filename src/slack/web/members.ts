// Who a person in Slack is: a member of the workspace, or someone who has no permissions here.
import type { InstallationStore } from '../../installations/installation-store.ts';
import { identityOf, type MemberIdentity, outsider } from './member-identity.ts';
import { askMemberList, type MemberLists, type WorkspaceOfList } from './member-list.ts';
import { slackErrorOf } from './slack-error.ts';
import type { WebClients } from './web-clients.ts';

/** Identities by workspace and member, each with the time (ms since the epoch) until which it is used. */
export type MemberCache = Map<string, CachedIdentity>;

type CachedIdentity = MemberIdentity & { readonly until: number };

export type IdentityContext = {
  readonly clients: WebClients;
  readonly installations: Pick<InstallationStore, 'botFor'>;
  readonly memberCache: MemberCache;
  readonly memberLists: MemberLists;
};

const cachedMs = 60_000;
const cacheLimit = 5_000;

/**
 * Asks Slack, or uses an answer that is less than a minute old.
 * @throws MembersUnreadError where Slack says it only in its list of all members, and that takes longer to read
 */
export async function identifyMember(
  context: IdentityContext,
  workspaceId: string,
  memberId: string,
): Promise<MemberIdentity> {
  const { memberCache } = context;
  const key = `${workspaceId} ${memberId}`;
  const cached = memberCache.get(key);
  if (cached && cached.until > Date.now()) return cached;
  const identity = await fetchIdentity(context, workspaceId, memberId);
  if (memberCache.size >= cacheLimit) memberCache.clear();
  memberCache.set(key, identity);
  return identity;
}

async function fetchIdentity(
  context: IdentityContext,
  workspaceId: string,
  memberId: string,
): Promise<CachedIdentity> {
  // Taken before Slack is asked: a change while Slack answers must not be cached for longer.
  const until = Date.now() + cachedMs;
  try {
    const client = await context.clients.retrying(workspaceId);
    const { user } = await client.users.info({ user: memberId });
    if (!user) return { ...outsider('stranger'), until };
    const enterpriseId = await enterpriseOf(context, workspaceId);
    const identity = identityOf(user, workspaceId, enterpriseId);
    const isInOther = enterpriseId !== null && user.team_id !== workspaceId;
    if (!isInOther || identity.kind === 'stranger' || identity.kind === 'bot') return { ...identity, until };
    return await identifyByList(context, { workspaceId, enterpriseId }, memberId);
  } catch (error) {
    const code = slackErrorOf(error);
    if (code === 'user_not_found' || code === 'user_not_visible') return { ...outsider('stranger'), until };
    throw error;
  }
}

/** The organization whose org-wide installation acts in the workspace; null: its own one. */
export async function enterpriseOf(
  { installations }: Pick<IdentityContext, 'installations'>,
  workspaceId: string,
): Promise<string | null> {
  return (await installations.botFor(workspaceId))?.enterpriseId ?? null;
}

/**
 * What a member is in a workspace that isn't their own. With the token of an org-wide installation, `users.info` takes no
 * workspace and tells only what they are in their own; `users.list` takes one.
 */
function identifyByList(
  context: IdentityContext,
  workspace: WorkspaceOfList,
  memberId: string,
): Promise<CachedIdentity> {
  const cachedUntil = Date.now() + cachedMs;
  return askMemberList(context, workspace, ({ members, completeForMs, usedUntil }) => {
    // Whoever is missing in an older list may have joined since.
    const isMissing = completeForMs !== null && completeForMs < cachedMs;
    const identity = members.get(memberId) ?? (isMissing ? outsider('stranger') : undefined);
    return identity && { ...identity, until: Math.min(cachedUntil, usedUntil) };
  });
}
