// Re-encrypts at startup every token that was encrypted with an older key, so that older keys can be removed.
import type { OpenDatabase } from '../db/database.ts';
import { listWorkspacesByKey, lockInstallation, updateTokens } from '../db/installations.ts';
import type { Transaction } from '../db/transaction.ts';
import { checkKeys } from './check-keys.ts';
import { type KeyRing, TokenUnreadableError } from './key-ring.ts';
import { encryptTokens } from './save-installation.ts';

/** @throws KeyMissingError see `checkKeys` */
export async function reencryptTokens(
  { db, inWorkspace }: OpenDatabase,
  keys: KeyRing,
): Promise<{
  /** The number of workspaces whose tokens were re-encrypted. */
  readonly reencrypted: number;
  /** The workspaces whose tokens can't be decrypted. */
  readonly unreadable: readonly string[];
}> {
  const byKey = await listWorkspacesByKey(db);
  await checkKeys(db, keys, byKey);
  byKey.delete(keys.newestId);
  const older = [...new Set([...byKey.values()].flat())];
  const unreadable: string[] = [];
  for (const workspaceId of older) {
    const isDone = await inWorkspace(workspaceId, (tx) => reencryptWorkspace(tx, workspaceId, keys));
    if (!isDone) unreadable.push(workspaceId);
  }
  return { reencrypted: older.length - unreadable.length, unreadable };
}

/** Returns false if the tokens can't be decrypted. */
async function reencryptWorkspace(tx: Transaction, workspaceId: string, keys: KeyRing): Promise<boolean> {
  const row = await lockInstallation(tx, workspaceId);
  if (!row) return true;
  const { refreshToken: encrypted, expiresAt } = row;
  try {
    const botToken = keys.decrypt(row.botToken, { workspaceId, column: 'bot_token' });
    const refreshToken = encrypted && keys.decrypt(encrypted, { workspaceId, column: 'refresh_token' });
    await updateTokens(
      tx,
      workspaceId,
      encryptTokens(keys, workspaceId, { botToken, refreshToken, expiresAt }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof TokenUnreadableError)) throw error;
    return false;
  }
}
