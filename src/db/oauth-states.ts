// Store of installations that were begun, by the digest of their state.
import { eq, lte, sql } from 'drizzle-orm';
import { oauthState } from './schema/installation-table.ts';
import type { Database } from './transaction.ts';

/** Anybody may begin, so those that have ended go with each new one. */
export async function insertState(db: Database, digest: string, lifeMs: number): Promise<void> {
  await db.delete(oauthState).where(hasEnded);
  const expiresAt = sql`now() + ${lifeMs} * interval '1 millisecond'`;
  await db.insert(oauthState).values({ digest, expiresAt });
}

const hasEnded = lte(oauthState.expiresAt, sql`now()`);

/** Gives whether it was there and had not ended; it is gone now. */
export async function consumeState(db: Database, digest: string): Promise<boolean> {
  const gone = await db
    .delete(oauthState)
    .where(eq(oauthState.digest, digest))
    .returning({ good: sql<boolean>`${oauthState.expiresAt} > now()` });
  return gone[0]?.good ?? false;
}
