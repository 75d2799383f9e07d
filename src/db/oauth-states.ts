// Store of OAuth states by their digest: those that were used, and those that version 0.1 issued and that are pending.
import { eq, lte, sql } from 'drizzle-orm';
import { oauthState } from './schema/installation-table.ts';
import type { Database, Queryable } from './transaction.ts';

/**
 * Records that a state was used, for as long as it would be valid. Also deletes the expired ones, so that they don't
 * pile up.
 * @returns false when it was used before
 */
export async function recordUsedState(db: Queryable, digest: string, lifeMs: number): Promise<boolean> {
  await db.delete(oauthState).where(hasExpired);
  const expiresAt = sql`now() + ${lifeMs} * interval '1 millisecond'`;
  const recorded = await db
    .insert(oauthState)
    .values({ digest, expiresAt })
    .onConflictDoNothing()
    .returning({ digest: oauthState.digest });
  return recorded.length > 0;
}

const hasExpired = lte(oauthState.expiresAt, sql`now()`);

/** Deletes a state that version 0.1 issued, so that it can be used once. @returns whether it was pending */
export async function consumeState(db: Database, digest: string): Promise<boolean> {
  const [deleted] = await db
    .delete(oauthState)
    .where(eq(oauthState.digest, digest))
    .returning({ valid: sql<boolean>`${oauthState.expiresAt} > now()` });
  return deleted?.valid ?? false;
}
