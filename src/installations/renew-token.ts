// Exchanges a token that expires soon for a new one, in one process at a time.
import type { InWorkspace } from '../db/in-workspace.ts';
import {
  type InstallationRow,
  lockInstallation,
  recordRenewalBegun,
  updateRenewedTokens,
} from '../db/installations.ts';
import { NotInstalledError } from './installation-store.ts';
import type { KeyRing } from './key-ring.ts';
import { encryptTokens, type Tokens } from './save-installation.ts';

/** Returns the installation with a token that stays valid for some time; `null` if the app is no longer installed. */
export type RenewToken = (workspaceId: string) => Promise<InstallationRow | null>;

type Expiring = Pick<InstallationRow, 'expiresAt'>;

/**
 * Slack's tokens live 12 hours (https://docs.slack.dev/authentication/using-token-rotation). If a renewal goes wrong, the
 * other half of that time is left to install the app again.
 */
const renewBeforeMs = 6 * 60 * 60_000;

/**
 * Slack no longer accepts the refresh token, and an earlier renewal began whose outcome is unknown: Slack has probably
 * replaced the token, and the new one got lost. The bot token is valid until it expires.
 */
export class RenewalLostError extends NotInstalledError {}

/** Tokens that expire before this time are to be renewed now. */
export const soon = (): Date => new Date(Date.now() + renewBeforeMs);

export const expiresSoon = ({ expiresAt }: Expiring): boolean => expiresAt !== null && expiresAt <= soon();

export const hasExpired = ({ expiresAt }: Expiring): boolean =>
  expiresAt !== null && expiresAt.getTime() <= Date.now();

export type TokenRenewal = {
  /** Needs connections of its own: it holds one while Slack is called. */
  readonly inWorkspace: InWorkspace;
  readonly keys: KeyRing;
  /** Calls Slack. */
  readonly exchange: (refreshToken: string) => Promise<Tokens>;
};

/** @throws RenewalLostError */
export async function renewToken(
  { inWorkspace, keys, exchange }: TokenRenewal,
  workspaceId: string,
): Promise<InstallationRow | null> {
  // Committed before Slack is asked: a crash after Slack's answer must not look as if nobody had asked.
  const before = await inWorkspace(workspaceId, async (tx) => {
    const row = await lockInstallation(tx, workspaceId);
    if (row?.refreshToken && expiresSoon(row)) await recordRenewalBegun(tx, workspaceId);
    return row;
  });
  return inWorkspace(workspaceId, async (tx) => {
    // A refresh token can be used once: another process may have used it while this one waited for the lock.
    const row = await lockInstallation(tx, workspaceId);
    if (!row?.refreshToken || !expiresSoon(row)) return row;
    const refreshToken = keys.decrypt(row.refreshToken, { workspaceId, column: 'refresh_token' });
    const tokens = await exchange(refreshToken).catch((error: unknown) => {
      const isLost = error instanceof NotInstalledError && before?.renewalBegunAt != null;
      throw isLost
        ? new RenewalLostError('the outcome of a token renewal was lost', { cause: error })
        : error;
    });
    const encrypted = encryptTokens(keys, workspaceId, tokens);
    await updateRenewedTokens(tx, workspaceId, encrypted);
    return { ...row, ...encrypted };
  });
}
