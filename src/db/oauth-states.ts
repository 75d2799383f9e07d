// Store of installations that were begun, by the digest of their state.
import { eq, lte, or, sql } from 'drizzle-orm';
import { oauthState } from './schema/installation.ts';
import type { Database } from './transaction.ts';

export async function insertState(db: Database, digest: string, lifeMs: number): Promise<void> {
  const expiresAt = sql`now() + ${lifeMs} * interval '1 millisecond'`;
  await db.insert(oauthState).values({ digest, expiresAt });
}

/** Gives whether it was there and had not ended; it is gone now, with all others that have ended. */
export async function takeState(db: Database, digest: string): Promise<boolean> {
  const gone = await db
    .delete(oauthState)
    .where(or(eq(oauthState.digest, digest), lte(oauthState.expiresAt, sql`now()`)))
    .returning({ digest: oauthState.digest, good: sql<boolean>`${oauthState.expiresAt} > now()` });
  return gone.some((state) => state.digest === digest && state.good);
}
