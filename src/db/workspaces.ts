// Store of workspaces.
import { eq, sql } from 'drizzle-orm';
import type { Settings } from '../model/settings.ts';
import { workspace } from './schema/workspace-table.ts';
import type { Queryable, Transaction } from './transaction.ts';

/** Makes sure that the workspace has its row; does nothing where it has. */
export async function ensureWorkspace(db: Queryable, workspaceId: string): Promise<void> {
  await db.insert(workspace).values({ id: workspaceId }).onConflictDoNothing();
}

/** What the names of files with all organizations begin with: the business name, else the workspace's id. */
export async function accountName(db: Queryable, workspaceId: string): Promise<string> {
  const [found] = await db.select().from(workspace).where(eq(workspace.id, workspaceId));
  return found?.businessName ?? workspaceId;
}

/** Lets nobody else past this line for this workspace until the transaction ends. */
export async function lockWorkspace(tx: Transaction, workspaceId: string): Promise<void> {
  await tx
    .select({ id: workspace.id })
    .from(workspace)
    .where(eq(workspace.id, workspaceId))
    .for('no key update');
}

/**
 * Notes that all that members shared was heard `agoMs` ago: in this workspace, or in all that have installed the app.
 * Gives until when it was heard before, of the workspaces of which that is known.
 */
export async function recordLastHeard(
  tx: Queryable,
  workspaceId: string | undefined,
  agoMs: number,
): Promise<{ readonly workspaceId: string; readonly until: Date }[]> {
  const heard =
    workspaceId === undefined ? sql`id in (select workspace_id from installation)` : sql`id = ${workspaceId}`;
  const rows = await tx.execute<{ workspaceId: string; until: number }>(sql`
    with before as (select id, heard_until from workspace where ${heard} order by id for no key update)
    update workspace w
    set heard_until = greatest(b.heard_until, now() - ${agoMs} * interval '1 millisecond')
    from before b where w.id = b.id
    returning w.id as "workspaceId", extract(epoch from b.heard_until)::float8 * 1000 as until`);
  return rows.flatMap(({ workspaceId: id, until }) =>
    until === null ? [] : [{ workspaceId: id, until: new Date(until) }],
  );
}
/** The defaults where the workspace has no row yet. */
export async function findSettings(db: Queryable, workspaceId: string): Promise<Settings> {
  const [found] = await db.select(settingColumns).from(workspace).where(eq(workspace.id, workspaceId));
  return found ?? { apply: 'after approval', defaultRole: 'none', businessName: null };
}

/** Sets those that are given, in the row that the workspace has. */
export async function updateSettings(
  db: Queryable,
  workspaceId: string,
  change: Partial<Settings>,
): Promise<void> {
  await db.update(workspace).set(change).where(eq(workspace.id, workspaceId));
}

const settingColumns = {
  apply: workspace.apply,
  defaultRole: workspace.defaultRole,
  businessName: workspace.businessName,
};

/** What is shared from now on is heard by nobody, and not looked for when that changes. */
export async function clearLastHeard(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.update(workspace).set({ heardUntil: null }).where(eq(workspace.id, workspaceId));
}
