// Store of workspaces.
import { eq } from 'drizzle-orm';
import type { Queryable, Transaction } from './database.ts';
import { workspace } from './schema/workspace.ts';

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
