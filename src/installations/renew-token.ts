// A token that ends is exchanged for a new one in time, by one process at a time.

import type { InWorkspace } from '../db/in-workspace.ts';
import { type InstallationRow, lockInstallation, updateTokens } from '../db/installations.ts';
import type { KeyRing } from './key-ring.ts';
import { encryptTokens, type Tokens } from './save-installation.ts';

/** Gives the installation with a token that is good for some time yet; null where there is none any more. */
export type RenewToken = (workspaceId: string) => Promise<InstallationRow | null>;

type Ending = Pick<InstallationRow, 'expiresAt'>;

/** Slack lets it live 12 hours (https://docs.slack.dev/authentication/using-token-rotation). */
const renewedBeforeMs = 2 * 60 * 60_000;

export const expiresSoon = ({ expiresAt }: Ending): boolean =>
  expiresAt !== null && expiresAt.getTime() - renewedBeforeMs <= Date.now();

export const hasExpired = ({ expiresAt }: Ending): boolean =>
  expiresAt !== null && expiresAt.getTime() <= Date.now();

type Parts = {
  /** On connections of its own: while Slack is asked, one of them is held. */
  readonly inWorkspace: InWorkspace;
  readonly keys: KeyRing;
  /** Asks Slack. */
  readonly exchange: (refreshToken: string) => Promise<Tokens>;
};

export function renewToken({ inWorkspace, keys, exchange }: Parts): RenewToken {
  return (workspaceId) =>
    inWorkspace(workspaceId, async (tx) => {
      // A refresh token is good once: another process may have used it while this one waited for the lock.
      const row = await lockInstallation(tx, workspaceId);
      if (!row?.refreshToken || !expiresSoon(row)) return row;
      const refreshToken = keys.decrypt(row.refreshToken, { workspaceId, column: 'refresh_token' });
      const sealed = encryptTokens(keys, workspaceId, await exchange(refreshToken));
      await updateTokens(tx, workspaceId, sealed);
      return { ...row, ...sealed };
    });
}
