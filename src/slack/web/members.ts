// Who somebody in Slack is to us: a member of the workspace who may work here, or one who has nothing here.
import { slackErrorOf } from './slack-error.ts';
import type { WebClients } from './web-clients.ts';

/** `stranger`: of another company, met in a shared channel. */
export type MemberKind = 'member' | 'guest' | 'bot' | 'stranger' | 'deactivated';

export type MemberIdentity = {
  readonly kind: MemberKind;
  /** Whether they are an admin or owner of the workspace in Slack, and so an admin here. */
  readonly isSlackAdmin: boolean;
};

export type Members = {
  /** Asks Slack, or remembers for a minute. */
  identify(workspaceId: string, memberId: string): Promise<MemberIdentity>;
};

const rememberedMs = 60_000;
const rememberedAtMost = 5_000;

export function members(clients: WebClients): Members {
  const remembered = new Map<string, MemberIdentity & { until: number }>();
  return {
    async identify(workspaceId, memberId) {
      const key = `${workspaceId} ${memberId}`;
      const known = remembered.get(key);
      if (known && known.until > Date.now()) return known;
      // From before Slack is asked: what changes while it answers is not remembered for longer.
      const until = Date.now() + rememberedMs;
      const who = await ask(clients, workspaceId, memberId);
      if (remembered.size >= rememberedAtMost) remembered.clear();
      remembered.set(key, { ...who, until });
      return who;
    },
  };
}

const outsider = (kind: Exclude<MemberKind, 'member'>): MemberIdentity => ({ kind, isSlackAdmin: false });

async function ask(clients: WebClients, workspaceId: string, memberId: string): Promise<MemberIdentity> {
  try {
    const client = await clients.retrying(workspaceId);
    const { user: told } = await client.users.info({ user: memberId });
    if (!told) return outsider('stranger');
    if (told.deleted) return outsider('deactivated');
    if (told.is_bot || memberId === 'USLACKBOT') return outsider('bot');
    // `is_stranger` alone is not enough: the team tells. On Enterprise Grid a member has the teams they are in.
    const teams = [told.team_id, ...(told.enterprise_user?.teams ?? [])];
    if (!teams.includes(workspaceId) || told.is_stranger) return outsider('stranger');
    if (told.is_restricted || told.is_ultra_restricted) return outsider('guest');
    return { kind: 'member', isSlackAdmin: Boolean(told.is_admin || told.is_owner || told.is_primary_owner) };
  } catch (error) {
    if (slackErrorOf(error) === 'user_not_found' || slackErrorOf(error) === 'user_not_visible')
      return outsider('stranger');
    throw error;
  }
}
