// Store of installations. Callers encrypt tokens before they store them, and decrypt them afterwards.
import { and, eq, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import { installation } from './schema/installation-table.ts';
import type { Database, Queryable, Transaction } from './transaction.ts';
import { findEnterprise } from './workspaces.ts';

/** An installation as stored: tokens are encrypted. */
export type InstallationRow = typeof installation.$inferSelect;

export type NewInstallationRow = Omit<InstallationRow, 'installedAt' | 'renewalBegunAt' | 'reinstallAskedAt'>;

type Tokens = Pick<InstallationRow, 'botToken' | 'refreshToken' | 'expiresAt'>;

/** Tokens that nothing has happened to since they were issued. */
const renewed = { renewalBegunAt: null, reinstallAskedAt: null };

const isOf = (workspaceId: string) => eq(installation.workspaceId, workspaceId);

/** Replaces the workspace's previous installation. The workspace must have a row. */
export async function upsertInstallation(tx: Transaction, row: NewInstallationRow): Promise<void> {
  const all = { ...row, ...renewed, installedAt: sql`now()` };
  await tx
    .insert(installation)
    .values(all)
    .onConflictDoUpdate({ target: installation.workspaceId, set: all });
}

export async function findInstallation(db: Queryable, workspaceId: string): Promise<InstallationRow | null> {
  const [row] = await db.select().from(installation).where(isOf(workspaceId));
  return row ?? null;
}

/** Whether the app may act in the workspace, by its own installation or by that of its Enterprise organization. */
export async function isInstalled(tx: Transaction, workspaceId: string): Promise<boolean> {
  if (await findInstallation(tx, workspaceId)) return true;
  return (await findEnterprise(tx, workspaceId)) !== null;
}

/**
 * The ids of the workspaces whose tokens rotate and expire before `time`, the next one to expire first. Without those
 * that were asked to install the app again: nothing else helps there.
 */
export async function listExpiringBefore(db: Database, time: Date): Promise<string[]> {
  const { workspaceId, refreshToken, expiresAt, reinstallAskedAt } = installation;
  const rows = await db
    .select({ workspaceId })
    .from(installation)
    .where(and(isNotNull(refreshToken), lte(expiresAt, time), isNull(reinstallAskedAt)))
    .orderBy(expiresAt);
  return rows.map((row) => row.workspaceId);
}

/** The ids of the Enterprise organizations that installed the app org-wide. */
export async function listEnterprises(db: Database): Promise<string[]> {
  const { workspaceId, isEnterprise } = installation;
  const rows = await db.select({ workspaceId }).from(installation).where(eq(isEnterprise, true));
  return rows.map((row) => row.workspaceId);
}

/** Other processes that want to renew the tokens wait until the transaction ends, and read the new tokens then. */
export async function lockInstallation(
  tx: Transaction,
  workspaceId: string,
): Promise<InstallationRow | null> {
  const [row] = await tx.select().from(installation).where(isOf(workspaceId)).for('update');
  return row ?? null;
}

/** Records that Slack is about to be asked to renew the tokens; keeps the time of an earlier attempt. */
export async function recordRenewalBegun(tx: Transaction, workspaceId: string): Promise<void> {
  const renewalBegunAt = sql`coalesce(${installation.renewalBegunAt}, now())`;
  await tx.update(installation).set({ renewalBegunAt }).where(isOf(workspaceId));
}

export async function updateRenewedTokens(
  tx: Transaction,
  workspaceId: string,
  tokens: Tokens,
): Promise<void> {
  await tx
    .update(installation)
    .set({ ...tokens, ...renewed })
    .where(isOf(workspaceId));
}

/**
 * @returns null when it is recorded already, when the token doesn't expire, when the app isn't installed, or when it was
 * installed again since: no renewal of the new token has begun
 */
export async function recordReinstallAsked(
  tx: Transaction,
  workspaceId: string,
): Promise<{ installedBy: string; expiresAt: Date; askedAt: Date } | null> {
  const [row] = await tx
    .update(installation)
    .set({ reinstallAskedAt: sql`now()` })
    .where(
      and(isOf(workspaceId), isNotNull(installation.renewalBegunAt), isNull(installation.reinstallAskedAt)),
    )
    .returning();
  if (!row?.expiresAt || !row.reinstallAskedAt) return null;
  return { installedBy: row.installedBy, expiresAt: row.expiresAt, askedAt: row.reinstallAskedAt };
}

export async function updateTokens(tx: Transaction, workspaceId: string, tokens: Tokens): Promise<void> {
  await tx.update(installation).set(tokens).where(isOf(workspaceId));
}

/**
 * Deletes the installation if it was made by `madeBy`: a removal at that time says nothing about a later installation.
 *
 * @returns whether an installation was deleted
 */
export async function deleteInstallation(
  tx: Transaction,
  workspaceId: string,
  madeBy: Date,
): Promise<boolean> {
  const deleted = await tx
    .delete(installation)
    .where(and(isOf(workspaceId), lte(installation.installedAt, madeBy)))
    .returning({ id: installation.workspaceId });
  return deleted.length > 0;
}

/** The ids of workspaces by the id of the key that encrypts one of their tokens; see `keyIdOf`. */
export async function listWorkspacesByKey(db: Database): Promise<Map<string, string[]>> {
  const rows = await db.execute<{ key: string; ids: string[] }>(sql`
    select split_part(token, ':', 1) as key, array_agg(distinct workspace_id) as ids
    from installation, unnest(array[bot_token, refresh_token]) as token
    where token is not null group by 1`);
  return new Map(rows.map(({ key, ids }) => [key, ids]));
}

/** At most 100 bot tokens encrypted with this key: enough to tell a wrong key from a damaged token. */
export async function sampleBotTokens(
  db: Database,
  keyId: string,
): Promise<Pick<InstallationRow, 'workspaceId' | 'botToken'>[]> {
  const { workspaceId, botToken } = installation;
  const isOfKey = sql`split_part(${botToken}, ':', 1) = ${keyId}`;
  return db.select({ workspaceId, botToken }).from(installation).where(isOfKey).limit(100);
}
