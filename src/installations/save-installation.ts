// Saves an installation: what Slack returned when the app was installed in a workspace or an Enterprise organization. Tokens are stored encrypted.
import type { InWorkspace } from '../db/in-workspace.ts';
import { type NewInstallationRow, upsertInstallation } from '../db/installations.ts';
import { ensureWorkspace } from '../db/workspaces.ts';
import type { Bot } from './installation-store.ts';
import type { KeyRing } from './key-ring.ts';

export type Tokens = {
  readonly botToken: string;
  /** `null`, like `expiresAt`, if the app doesn't use token rotation. */
  readonly refreshToken: string | null;
  readonly expiresAt: Date | null;
};

export type EncryptedTokens = Pick<NewInstallationRow, 'botToken' | 'refreshToken' | 'expiresAt'>;

/** `installedBy` is the member who installed the app. `workspaceId` of an org-wide installation is the organization's id. */
export type InstallationGrant = Omit<Bot, 'enterpriseId'> &
  Tokens & { readonly installedBy: string; readonly isEnterprise: boolean };

/** Replaces what an earlier installation stored. */
export function saveInstallation(
  inWorkspace: InWorkspace,
  keys: KeyRing,
  grant: InstallationGrant,
): Promise<void> {
  const { workspaceId } = grant;
  return inWorkspace(workspaceId, async (tx) => {
    await ensureWorkspace(tx, workspaceId);
    await upsertInstallation(tx, { ...grant, ...encryptTokens(keys, workspaceId, grant) });
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
