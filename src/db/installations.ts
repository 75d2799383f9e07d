// Store of installations. Tokens come and go as they are kept: encrypted.
import { and, eq, lte, sql } from 'drizzle-orm';
import { installation } from './schema/installation-table.ts';
import type { Database, Queryable, Transaction } from './transaction.ts';

export type InstallationRow = typeof installation.$inferSelect;

/** What is kept, encrypted where it is a secret. */
export type NewInstallationRow = Omit<InstallationRow, 'installedAt'>;

type Tokens = Pick<InstallationRow, 'botToken' | 'refreshToken' | 'expiresAt'>;

const isOf = (workspaceId: string) => eq(installation.workspaceId, workspaceId);

/** Whatever was kept of the workspace before is replaced. */
export async function upsertInstallation(tx: Transaction, row: NewInstallationRow): Promise<void> {
  const all = { ...row, installedAt: sql`now()` };
  await tx
    .insert(installation)
    .values(all)
    .onConflictDoUpdate({ target: installation.workspaceId, set: all });
}

export async function findInstallation(db: Queryable, workspaceId: string): Promise<InstallationRow | null> {
  const [row] = await db.select().from(installation).where(isOf(workspaceId));
  return row ?? null;
}

/** Whoever else wants to change its tokens waits until the transaction ends, and reads them then. */
export async function lockInstallation(
  tx: Transaction,
  workspaceId: string,
): Promise<InstallationRow | null> {
  const [row] = await tx.select().from(installation).where(isOf(workspaceId)).for('update');
  return row ?? null;
}

export async function updateTokens(tx: Transaction, workspaceId: string, tokens: Tokens): Promise<void> {
  await tx.update(installation).set(tokens).where(isOf(workspaceId));
}

/** Gives whether there was one that was made by then: of one that came later nothing is known by then. */
export async function deleteInstallation(
  tx: Transaction,
  workspaceId: string,
  madeBy: Date,
): Promise<boolean> {
  const gone = await tx
    .delete(installation)
    .where(and(isOf(workspaceId), lte(installation.installedAt, madeBy)))
    .returning({ id: installation.workspaceId });
  return gone.length > 0;
}

/** Workspaces by the id of the key that a token of theirs is encrypted with; see `keyIdOf`. */
export async function listWorkspacesByKey(db: Database): Promise<Map<string, string[]>> {
  const rows = await db.execute<{ key: string; ids: string[] }>(sql`
    select split_part(token, ':', 1) as key, array_agg(distinct workspace_id) as ids
    from installation, unnest(array[bot_token, refresh_token]) as token
    where token is not null group by 1`);
  return new Map(rows.map(({ key, ids }) => [key, ids]));
}

/** Enough to tell a wrong key from a broken token. */
export async function sampleBotTokens(
  db: Database,
  keyId: string,
): Promise<Pick<InstallationRow, 'workspaceId' | 'botToken'>[]> {
  const { workspaceId, botToken } = installation;
  const isOfKey = sql`split_part(${botToken}, ':', 1) = ${keyId}`;
  return db.select({ workspaceId, botToken }).from(installation).where(isOfKey).limit(100);
}
