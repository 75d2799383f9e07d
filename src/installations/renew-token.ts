// Exchanges a token that expires soon for a new one, in one process at a time.
import type { InWorkspace } from '../db/in-workspace.ts';
import { type InstallationRow, lockInstallation, updateTokens } from '../db/installations.ts';
import type { KeyRing } from './key-ring.ts';
import { encryptTokens, type Tokens } from './save-installation.ts';

/** Returns the installation with a token that stays valid for some time; `null` if the app is no longer installed. */
export type RenewToken = (workspaceId: string) => Promise<InstallationRow | null>;

type Expiring = Pick<InstallationRow, 'expiresAt'>;

/** Slack's tokens live 12 hours (https://docs.slack.dev/authentication/using-token-rotation). */
const renewBeforeMs = 2 * 60 * 60_000;

export const expiresSoon = ({ expiresAt }: Expiring): boolean =>
  expiresAt !== null && expiresAt.getTime() - renewBeforeMs <= Date.now();

export const hasExpired = ({ expiresAt }: Expiring): boolean =>
  expiresAt !== null && expiresAt.getTime() <= Date.now();

export type TokenRenewal = {
  /** Needs connections of its own: it holds one while Slack is called. */
  readonly inWorkspace: InWorkspace;
  readonly keys: KeyRing;
  /** Calls Slack. */
  readonly exchange: (refreshToken: string) => Promise<Tokens>;
};

export function renewToken(
  { inWorkspace, keys, exchange }: TokenRenewal,
  workspaceId: string,
): Promise<InstallationRow | null> {
  return inWorkspace(workspaceId, async (tx) => {
    // A refresh token can be used once: another process may have used it while this one waited for the lock.
    const row = await lockInstallation(tx, workspaceId);
    if (!row?.refreshToken || !expiresSoon(row)) return row;
    const refreshToken = keys.decrypt(row.refreshToken, { workspaceId, column: 'refresh_token' });
    const encrypted = encryptTokens(keys, workspaceId, await exchange(refreshToken));
    await updateTokens(tx, workspaceId, encrypted);
    return { ...row, ...encrypted };
  });
}
