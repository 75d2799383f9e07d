// Store of roles that were granted to members.
import { and, asc, count, desc, eq, sql } from 'drizzle-orm';
import type { Grant, Role } from '../model/permissions.ts';
import type { Range } from './range.ts';
import { access } from './schema/access-table.ts';
import { workspace } from './schema/workspace-table.ts';
import type { Queryable } from './transaction.ts';
import { ensureWorkspace } from './workspaces.ts';

const columns = { memberId: access.memberId, role: access.role };

const isGrant = (workspaceId: string, memberId: string) =>
  and(eq(access.workspaceId, workspaceId), eq(access.memberId, memberId));

/** The role that was granted to the member; null when none was. */
export async function findGrant(db: Queryable, workspaceId: string, memberId: string): Promise<Role | null> {
  const [granted] = await db.select(columns).from(access).where(isGrant(workspaceId, memberId));
  return granted?.role ?? null;
}

/** The role that was granted to the member, else the workspace's default role. */
export async function findRole(db: Queryable, workspaceId: string, memberId: string): Promise<Role | 'none'> {
  const granted = await findGrant(db, workspaceId, memberId);
  if (granted) return granted;
  const [settings] = await db
    .select({ defaultRole: workspace.defaultRole })
    .from(workspace)
    .where(eq(workspace.id, workspaceId));
  return settings?.defaultRole ?? 'none';
}

/** At most `limit` grants, highest role first, then newest first, after the first `offset`; and the number of all grants. */
export async function listGrants(
  db: Queryable,
  workspaceId: string,
  { limit, offset }: Range,
): Promise<{ grants: Grant[]; total: number }> {
  const inWorkspace = eq(access.workspaceId, workspaceId);
  const grants = await db
    .select(columns)
    .from(access)
    .where(inWorkspace)
    .orderBy(
      sql`array_position(array['admin', 'edit', 'view'], ${access.role})`,
      desc(access.grantedAt),
      asc(access.memberId),
    )
    .limit(limit)
    .offset(offset);
  const [all] = await db.select({ total: count() }).from(access).where(inWorkspace);
  return { grants, total: all?.total ?? 0 };
}

/** The ids of at most `limit` members who were granted `admin`, newest grant first. */
export async function listAdmins(db: Queryable, workspaceId: string, limit: number): Promise<string[]> {
  const admins = await db
    .select(columns)
    .from(access)
    .where(and(eq(access.workspaceId, workspaceId), eq(access.role, 'admin')))
    .orderBy(desc(access.grantedAt), asc(access.memberId))
    .limit(limit);
  return admins.map(({ memberId }) => memberId);
}

/** Replaces the role that was granted to the member before. */
export async function grantRole(
  db: Queryable,
  { grantedBy, workspaceId, memberId, role }: Grant & { workspaceId: string; grantedBy: string },
): Promise<void> {
  await ensureWorkspace(db, workspaceId);
  await db
    .insert(access)
    .values({ workspaceId, memberId, role, grantedBy })
    .onConflictDoUpdate({
      target: [access.workspaceId, access.memberId],
      set: { role, grantedBy, grantedAt: sql`now()` },
    });
}

/** @returns the role that the member had been granted; null when none was */
export async function revokeRole(db: Queryable, workspaceId: string, memberId: string): Promise<Role | null> {
  const [revoked] = await db.delete(access).where(isGrant(workspaceId, memberId)).returning(columns);
  return revoked?.role ?? null;
}
