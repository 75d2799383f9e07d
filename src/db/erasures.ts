// Store of erasures: who was erased for good, who erased them, and when.
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { EndUserKey } from '../model/end-user.ts';
import type { Erasure } from '../model/erasure.ts';
import { erasure } from './schema/erasure-table.ts';
import type { Queryable } from './transaction.ts';

/** Of an end user who is erased twice, who erased them first stays: the time is the last one, so that plans notice it. */
export async function recordErasure(
  db: Queryable,
  { workspaceId, endUserId }: EndUserKey,
  erasedBy: string,
): Promise<void> {
  await db
    .insert(erasure)
    .values({ workspaceId, endUserId, erasedBy })
    .onConflictDoUpdate({
      target: [erasure.workspaceId, erasure.endUserId],
      set: { erasedAt: sql`excluded.erased_at` },
    });
}

export async function findErasure(
  db: Queryable,
  { workspaceId, endUserId }: EndUserKey,
): Promise<Erasure | null> {
  const [row] = await db
    .select()
    .from(erasure)
    .where(and(eq(erasure.workspaceId, workspaceId), eq(erasure.endUserId, endUserId)));
  return row ? { endUserId, by: row.erasedBy, at: row.erasedAt } : null;
}

/** Whether the end user with this id, an SQL expression, was erased. */
export const isErased = (workspaceId: string, endUserId: SQL): SQL =>
  sql`exists (select from erasure z where z.workspace_id = ${workspaceId} and z.end_user_id = ${endUserId})`;
