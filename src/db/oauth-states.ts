// Store of pending OAuth installations, by the digest of their state parameter.
import { eq, lte, sql } from 'drizzle-orm';
import { oauthState } from './schema/installation-table.ts';
import type { Database } from './transaction.ts';

/** Also deletes the expired states: anyone may start an installation, so they would pile up. */
export async function insertState(db: Database, digest: string, lifeMs: number): Promise<void> {
  await db.delete(oauthState).where(hasExpired);
  const expiresAt = sql`now() + ${lifeMs} * interval '1 millisecond'`;
  await db.insert(oauthState).values({ digest, expiresAt });
}

const hasExpired = lte(oauthState.expiresAt, sql`now()`);

/** Deletes a state, so that it can be used once. @returns whether it existed and had not expired */
export async function consumeState(db: Database, digest: string): Promise<boolean> {
  const [deleted] = await db
    .delete(oauthState)
    .where(eq(oauthState.digest, digest))
    .returning({ valid: sql<boolean>`${oauthState.expiresAt} > now()` });
  return deleted?.valid ?? false;
}
