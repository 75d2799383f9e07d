// At start: every token comes under the newest key, so that the older ones can be taken away.
import type { OpenDatabase } from '../db/database.ts';
import { lockInstallation, updateTokens, workspacesByKey } from '../db/installations.ts';
import type { Transaction } from '../db/transaction.ts';
import { sealTokens } from './keep-installation.ts';
import { type KeyRing, TokenUnreadable } from './key-ring.ts';

/** A key is gone with which tokens are encrypted: going on, the app would be deaf and mute in those workspaces. */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing';
}

/**
 * Gives how many workspaces' tokens it encrypted anew, and those whose tokens don't open.
 *
 * @throws KeyMissing with a sentence for the operator, to follow the name of the setting
 */
export async function sealAnew(
  { db, inWorkspace }: OpenDatabase,
  keys: KeyRing,
): Promise<{ sealed: number; unreadable: string[] }> {
  const byKey = await workspacesByKey(db);
  const missing = [...byKey.keys()].filter((id) => !keys.has(id));
  if (missing.length > 0) {
    const waiting = new Set(missing.flatMap((id) => byKey.get(id) ?? []));
    throw new KeyMissing(
      `lacks the key "${missing.join('", "')}", which the tokens of some workspaces (${waiting.size}) need`,
    );
  }
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
    const botToken = keys.open(row.botToken, { workspaceId, column: 'bot_token' });
    const refreshToken = sealed && keys.open(sealed, { workspaceId, column: 'refresh_token' });
    await updateTokens(tx, workspaceId, sealTokens(keys, workspaceId, { botToken, refreshToken, expiresAt }));
    return true;
  } catch (error) {
    if (!(error instanceof TokenUnreadable)) throw error;
    return false;
  }
}
