// Keeps what a workspace that installed the app has given us.

import type { InWorkspace } from '../db/in-workspace.ts';
import { type NewInstallationRow, putInstallation } from '../db/installations.ts';
import { ensureWorkspace } from '../db/workspaces.ts';
import type { Bot } from './installation-store.ts';
import type { KeyRing } from './key-ring.ts';

export type Tokens = {
  readonly botToken: string;
  /** Null, as the end, where the app's tokens do not rotate. */
  readonly refreshToken: string | null;
  readonly expiresAt: Date | null;
};

export type EncryptedTokens = Pick<NewInstallationRow, 'botToken' | 'refreshToken' | 'expiresAt'>;

/** `installedBy` is the member who did it. */
export type InstallationGrant = Bot & Tokens & { readonly installedBy: string };

/** Replaces what an earlier installation stored. */
export function saveInstallation(
  inWorkspace: InWorkspace,
  keys: KeyRing,
  granted: InstallationGrant,
): Promise<void> {
  const { workspaceId } = granted;
  return inWorkspace(workspaceId, async (tx) => {
    await ensureWorkspace(tx, workspaceId);
    await putInstallation(tx, { ...granted, ...encryptTokens(keys, workspaceId, granted) });
  });
}

export function encryptTokens(keys: KeyRing, workspaceId: string, tokens: Tokens): EncryptedTokens {
  const { botToken, refreshToken, expiresAt } = tokens;
  return {
    botToken: keys.encrypt(botToken, { workspaceId, column: 'bot_token' }),
    refreshToken: refreshToken && keys.encrypt(refreshToken, { workspaceId, column: 'refresh_token' }),
    expiresAt,
  };
}
