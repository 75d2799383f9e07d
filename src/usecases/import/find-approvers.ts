// Finds members who may approve what others may not approve themselves.
import { listGrants } from '../../db/access-grants.ts';
import { findSettings } from '../../db/workspaces.ts';
import { hasPermission } from '../../model/permissions.ts';
import type { Approvers } from '../../model/second-person.ts';
import type { Context } from '../ports.ts';

/** Some who were granted a role may have left, so more are looked up than are named. */
const lookedUp = 20;
const named = 3;

/** Asks Slack who the members are. @param except who may not approve it */
export async function findApprovers(
  { inWorkspace, slack }: Pick<Context, 'inWorkspace' | 'slack'>,
  workspaceId: string,
  except: readonly string[],
): Promise<Approvers> {
  const { grants, defaultRole } = await inWorkspace(workspaceId, async (tx) => ({
    ...(await listGrants(tx, workspaceId, { limit: lookedUp, offset: 0 })),
    ...(await findSettings(tx, workspaceId)),
  }));
  const members: string[] = [];
  for (const { memberId, role } of grants) {
    if (members.length === named || !hasPermission(role, 'decide')) break;
    if (except.includes(memberId)) continue;
    if (await slack.isAllowed(workspaceId, memberId, 'decide')) members.push(memberId);
  }
  return { members, everybody: hasPermission(defaultRole, 'decide') };
}
