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

export type SealedTokens = Pick<NewInstallationRow, 'botToken' | 'refreshToken' | 'expiresAt'>;

/** `installedBy` is the member who did it. */
export type Granted = Bot & Tokens & { readonly installedBy: string };

export function keepInstallation(inWorkspace: InWorkspace, keys: KeyRing) {
  return (granted: Granted): Promise<void> => {
    const { workspaceId } = granted;
    return inWorkspace(workspaceId, async (tx) => {
      await ensureWorkspace(tx, workspaceId);
      await putInstallation(tx, { ...granted, ...sealTokens(keys, workspaceId, granted) });
    });
  };
}

export function sealTokens(keys: KeyRing, workspaceId: string, tokens: Tokens): SealedTokens {
  const { botToken, refreshToken, expiresAt } = tokens;
  return {
    botToken: keys.seal(botToken, { workspaceId, column: 'bot_token' }),
    refreshToken: refreshToken && keys.seal(refreshToken, { workspaceId, column: 'refresh_token' }),
    expiresAt,
  };
}
