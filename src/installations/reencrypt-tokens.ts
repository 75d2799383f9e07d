// At start: every token comes under the newest key, so that the older ones can be taken away.
import type { OpenDatabase } from '../db/database.ts';
import { lockInstallation, updateTokens, workspacesByKey } from '../db/installations.ts';
import type { Transaction } from '../db/transaction.ts';
import { checkKeys } from './check-keys.ts';
import { type KeyRing, TokenUnreadableError } from './key-ring.ts';
import { encryptTokens } from './save-installation.ts';

/**
 * Gives how many workspaces' tokens it encrypted anew, and those whose tokens don't open.
 *
 * @throws KeyMissing see `checkKeys`
 */
export async function reencryptTokens(
  { db, inWorkspace }: OpenDatabase,
  keys: KeyRing,
): Promise<{ sealed: number; unreadable: string[] }> {
  const byKey = await workspacesByKey(db);
  await checkKeys(db, keys, byKey);
  byKey.delete(keys.newestId);
  const older = [...new Set([...byKey.values()].flat())];
  const unreadable: string[] = [];
  for (const workspaceId of older) {
    const opened = await inWorkspace(workspaceId, (tx) => sealOne(tx, workspaceId, keys));
    if (!opened) unreadable.push(workspaceId);
  }
  return { sealed: older.length - unreadable.length, unreadable };
}

/** False where they don't open. */
async function sealOne(tx: Transaction, workspaceId: string, keys: KeyRing): Promise<boolean> {
  const row = await lockInstallation(tx, workspaceId);
  if (!row) return true;
  const { refreshToken: sealed, expiresAt } = row;
  try {
    const botToken = keys.decrypt(row.botToken, { workspaceId, column: 'bot_token' });
    const refreshToken = sealed && keys.decrypt(sealed, { workspaceId, column: 'refresh_token' });
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
