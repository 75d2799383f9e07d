// Who somebody in Slack is to us: a member of the workspace who may work here, or one who has nothing here.
import { slackErrorOf } from './slack-error.ts';
import type { WebClients } from './web-clients.ts';

/** `stranger`: of another company, met in a shared channel. */
export type MemberKind = 'member' | 'guest' | 'bot' | 'stranger' | 'deactivated';

export type Members = {
  /** Asks Slack, or remembers for a minute. */
  kindOf(workspaceId: string, memberId: string): Promise<MemberKind>;
};

const rememberedMs = 60_000;
const rememberedAtMost = 5_000;

export function members(clients: WebClients): Members {
  const remembered = new Map<string, { kind: MemberKind; until: number }>();
  return {
    async kindOf(workspaceId, memberId) {
      const key = `${workspaceId} ${memberId}`;
      const known = remembered.get(key);
      if (known && known.until > Date.now()) return known.kind;
      const kind = await askKind(clients, workspaceId, memberId);
      if (remembered.size >= rememberedAtMost) remembered.clear();
      remembered.set(key, { kind, until: Date.now() + rememberedMs });
      return kind;
    },
  };
}

async function askKind(clients: WebClients, workspaceId: string, memberId: string): Promise<MemberKind> {
  try {
    const { user: told } = await clients.asking(workspaceId).users.info({ user: memberId });
    if (!told) return 'stranger';
    if (told.deleted) return 'deactivated';
    if (told.is_bot || memberId === 'USLACKBOT') return 'bot';
    // `is_stranger` alone is not enough: the team tells. On Enterprise Grid a member has the teams they are in.
    const teams = [told.team_id, ...(told.enterprise_user?.teams ?? [])];
    if (!teams.includes(workspaceId) || told.is_stranger) return 'stranger';
    return told.is_restricted || told.is_ultra_restricted ? 'guest' : 'member';
  } catch (error) {
    if (slackErrorOf(error) === 'user_not_found' || slackErrorOf(error) === 'user_not_visible')
      return 'stranger';
    throw error;
  }
}
