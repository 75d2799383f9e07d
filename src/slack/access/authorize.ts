// Who may do what: who somebody is in Slack, and what was granted to them, held against the table of deeds.
import { hasPermission, type Permission, type Role } from '../../model/permissions.ts';
import type { WhoMay } from '../../usecases/workspace/roles.ts';
import type { View } from '../block-kit/view.ts';
import { notAllowed, notForOutsiders } from '../views/admin/not-allowed.ts';
import type { Members } from '../web/members.ts';

export type Rights = {
  allowed(workspaceId: string, memberId: string, deed: Permission): Promise<boolean>;
  /** What the member is told who may not do it, for nobody else to see; null for one who may. */
  refusalOf(workspaceId: string, memberId: string, deed: Permission): Promise<View | null>;
};

/** More granted admins than can be named are asked about, as some may have left. */
const admins = { asked: 10, named: 3 };

/** What was granted is read at every question; Slack's word is remembered as `members` says. */
export function rights(members: Members, whoMay: Pick<WhoMay, 'roleOf' | 'admins'>): Rights {
  return {
    async allowed(workspaceId, memberId, deed) {
      const role = await roleOf(workspaceId, memberId);
      return role !== null && hasPermission(role, deed);
    },
    async refusalOf(workspaceId, memberId, deed) {
      const role = await roleOf(workspaceId, memberId);
      if (role === null) return notForOutsiders();
      return hasPermission(role, deed) ? null : notAllowed(deed, await whomToAsk(workspaceId));
    },
  };

  /** `null`: nothing, ever, whatever was granted. */
  async function roleOf(workspaceId: string, memberId: string): Promise<Role | 'none' | null> {
    const { kind, isSlackAdmin } = await members.identify(workspaceId, memberId);
    if (kind !== 'member') return null;
    return isSlackAdmin ? 'admin' : whoMay.roleOf(workspaceId, memberId);
  }

  async function whomToAsk(workspaceId: string): Promise<readonly string[]> {
    const present: string[] = [];
    for (const admin of await whoMay.admins(workspaceId, admins.asked)) {
      if (present.length === admins.named) break;
      if ((await members.identify(workspaceId, admin)).kind === 'member') present.push(admin);
    }
    return present;
  }
}
