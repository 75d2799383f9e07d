// What members may do as far as we know it: what was granted, and the default. Who they are, Slack knows.
import { findRole, grantRole, listAdmins, listGrants, revokeRole } from '../../db/access-grants.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import { findSettings } from '../../db/workspaces.ts';
import type { DefaultRole, Grant, Role } from '../../model/permissions.ts';

export type WhoMay = {
  /** What was granted to the member, else the default role: read anew each time. */
  roleOf(workspaceId: string, memberId: string): Promise<Role | 'none'>;
  /** The members to whom `admin` was granted, the newest first. */
  admins(workspaceId: string, limit: number): Promise<readonly string[]>;
  /** At most `limit` grants, those that may most first; how many there are in all; and the default role. */
  all(
    workspaceId: string,
    limit: number,
  ): Promise<{ grants: readonly Grant[]; total: number; defaultRole: DefaultRole }>;
  /** In the place of what was granted before. */
  grant(workspaceId: string, grant: Grant, grantedBy: string): Promise<void>;
  /** What is left is the default role. Gives what was granted until now; null when nothing was. */
  revoke(workspaceId: string, memberId: string): Promise<{ revoked: Role | null; defaultRole: DefaultRole }>;
};

export function whoMay(inWorkspace: InWorkspace): WhoMay {
  return {
    roleOf: (workspaceId, memberId) => inWorkspace(workspaceId, (tx) => findRole(tx, workspaceId, memberId)),
    admins: (workspaceId, limit) => inWorkspace(workspaceId, (tx) => listAdmins(tx, workspaceId, limit)),
    all: (workspaceId, limit) =>
      inWorkspace(workspaceId, async (tx) => ({
        ...(await listGrants(tx, workspaceId, limit)),
        defaultRole: (await findSettings(tx, workspaceId)).defaultRole,
      })),
    grant: (workspaceId, grant, grantedBy) =>
      inWorkspace(workspaceId, (tx) => grantRole(tx, { ...grant, workspaceId, grantedBy })),
    revoke: (workspaceId, memberId) =>
      inWorkspace(workspaceId, async (tx) => ({
        revoked: await revokeRole(tx, workspaceId, memberId),
        defaultRole: (await findSettings(tx, workspaceId)).defaultRole,
      })),
  };
}
