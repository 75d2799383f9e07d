// The app in as many workspaces as install it: who the bot is there, and a token that is good for some time yet.

import type { InWorkspace } from '../db/in-workspace.ts';
import { findInstallation, type InstallationRow } from '../db/installations.ts';
import { type InstallationStore, NotInstalledError } from './installation-store.ts';
import type { KeyRing } from './key-ring.ts';
import { expiresSoon, hasExpired, type RenewToken } from './renew-token.ts';

/** Another process may hear of a removal or a new token: for no longer than that the old one is used here. */
const rememberedMs = 10_000;
const rememberedAtMost = 5_000;

/** After a token could not be renewed. Until its end it is used on. */
const pauseMs = 60_000;

type Remembered = {
  readonly row: InstallationRow;
  readonly until: number;
  readonly renewedNotBefore: number;
};

type Parts = {
  readonly inWorkspace: InWorkspace;
  readonly keys: KeyRing;
  readonly renew: RenewToken;
  /** Told that a token could not be renewed; the old one is used on. */
  readonly onRenewalFailed: (error: unknown, workspaceId: string) => void;
};

export function createManyWorkspacesStore({
  inWorkspace,
  keys,
  renew,
  onRenewalFailed: onNotRenewed,
}: Parts): InstallationStore {
  const remembered = new Map<string, Remembered>();
  const renewing = new Map<string, Promise<InstallationRow | null>>();
  return {
    botFor: find,
    async tokenOf(workspaceId) {
      const found = await find(workspaceId);
      const row = found && expiresSoon(found) ? await renewed(found) : found;
      if (!row) throw new NotInstalledError('the app is not installed in that workspace');
      return keys.decrypt(row.botToken, { workspaceId, column: 'bot_token' });
    },
    forget: (workspaceId) => void remembered.delete(workspaceId),
  };

  async function find(workspaceId: string): Promise<InstallationRow | null> {
    const known = remembered.get(workspaceId);
    if (known && known.until > performance.now()) return known.row;
    try {
      return remember(workspaceId, await inWorkspace(workspaceId, (tx) => findInstallation(tx, workspaceId)));
    } catch (error) {
      // While the database is away, members can at least be told so.
      if (known) return known.row;
      throw error;
    }
  }

  function remember(
    workspaceId: string,
    row: InstallationRow | null,
    renewedNotBefore = remembered.get(workspaceId)?.renewedNotBefore ?? 0,
  ): InstallationRow | null {
    if (remembered.size >= rememberedAtMost) remembered.clear();
    // That there is none is not remembered: members who just installed it don't wait.
    if (row) remembered.set(workspaceId, { row, until: performance.now() + rememberedMs, renewedNotBefore });
    else remembered.delete(workspaceId);
    return row;
  }

  async function renewed(old: InstallationRow): Promise<InstallationRow | null> {
    const { workspaceId } = old;
    const mayWait = !hasExpired(old);
    if (mayWait && (remembered.get(workspaceId)?.renewedNotBefore ?? 0) > performance.now()) return old;
    try {
      return remember(workspaceId, await renewOnce(workspaceId), 0);
    } catch (error) {
      if (!mayWait) throw error;
      onNotRenewed(error, workspaceId);
      return remember(workspaceId, old, performance.now() + pauseMs);
    }
  }

  /** All who need it at the same moment wait for one. */
  function renewOnce(workspaceId: string): Promise<InstallationRow | null> {
    const underWay =
      renewing.get(workspaceId) ?? renew(workspaceId).finally(() => renewing.delete(workspaceId));
    renewing.set(workspaceId, underWay);
    return underWay;
  }
}
