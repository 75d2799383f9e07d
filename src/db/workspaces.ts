// Store of workspaces.
import { eq } from 'drizzle-orm';
import type { Queryable } from './database.ts';
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
