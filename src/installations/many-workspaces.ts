// The installation store for many workspaces: reads installations from the database and renews tokens that expire soon.
import type { InWorkspace } from '../db/in-workspace.ts';
import { findInstallation, type InstallationRow } from '../db/installations.ts';
import { findEnterprise } from '../db/workspaces.ts';
import { type InstallationStore, NotInstalledError } from './installation-store.ts';
import type { KeyRing } from './key-ring.ts';
import { expiresSoon, hasExpired, RenewalLostError, type RenewToken } from './renew-token.ts';

/** Another process may learn of a removal or a new token. This process uses the old one for at most this long. */
const cacheMs = 10_000;
const maxCached = 5_000;

/** How long to wait after a renewal failed. Until the old token expires, it is still used. */
const retryDelayMs = 60_000;

type CachedInstallation = {
  readonly row: InstallationRow;
  /** Times of `performance.now()`. */
  readonly validUntil: number;
  readonly renewNotBefore: number;
};

type CachedEnterprise = { readonly enterpriseId: string; readonly validUntil: number };

type Options = {
  readonly inWorkspace: InWorkspace;
  readonly keys: KeyRing;
  readonly renew: RenewToken;
  /** Called if a token could not be renewed and the old one is still used, and in any case with a RenewalLostError. */
  readonly onRenewalFailed: (error: unknown, workspaceId: string) => void;
};

export function createManyWorkspacesStore({
  inWorkspace,
  keys,
  renew,
  onRenewalFailed,
}: Options): InstallationStore {
  /** By the id of the workspace or of the Enterprise organization that the installation belongs to. */
  const cache = new Map<string, CachedInstallation>();
  const enterprises = new Map<string, CachedEnterprise>();
  const renewals = new Map<string, Promise<InstallationRow | null>>();
  /** How often something was forgotten: what was read before that is not remembered. */
  let forgotten = 0;
  return {
    async botFor(workspaceId) {
      const row = await findFor(workspaceId);
      if (!row) return null;
      const { botId, botMemberId, isEnterprise } = row;
      return { workspaceId, botId, botMemberId, enterpriseId: isEnterprise ? row.workspaceId : null };
    },
    async tokenOf(workspaceId) {
      const found = await findFor(workspaceId);
      const row = found && expiresSoon(found) ? await renewIfPossible(found) : found;
      if (!row) throw new NotInstalledError('the app is not installed in this workspace');
      return keys.decrypt(row.botToken, { workspaceId: row.workspaceId, column: 'bot_token' });
    },
    forget(workspaceId) {
      forgotten += 1;
      cache.delete(workspaceId);
      enterprises.clear();
    },
  };

  /** The workspace's own installation, else the one of its Enterprise organization. */
  async function findFor(workspaceId: string): Promise<InstallationRow | null> {
    const cached = enterprises.get(workspaceId);
    const known = cached && cached.validUntil > performance.now() ? cached.enterpriseId : null;
    if (known !== null) return find(known);
    try {
      const own = await find(workspaceId);
      if (own) return own;
      const enterpriseId = await findEnterpriseOf(workspaceId);
      return enterpriseId === null ? null : find(enterpriseId);
    } catch (error) {
      if (cached) return find(cached.enterpriseId);
      throw error;
    }
  }

  async function findEnterpriseOf(workspaceId: string): Promise<string | null> {
    const before = forgotten;
    const enterpriseId = await inWorkspace(workspaceId, (tx) => findEnterprise(tx, workspaceId));
    if (enterprises.size >= maxCached) enterprises.clear();
    if (enterpriseId && forgotten === before)
      enterprises.set(workspaceId, { enterpriseId, validUntil: performance.now() + cacheMs });
    return enterpriseId;
  }

  async function find(workspaceId: string): Promise<InstallationRow | null> {
    const cached = cache.get(workspaceId);
    if (cached && cached.validUntil > performance.now()) return cached.row;
    const before = forgotten;
    try {
      const row = await inWorkspace(workspaceId, (tx) => findInstallation(tx, workspaceId));
      return remember(workspaceId, row, before);
    } catch (error) {
      // Without a database, the bot can still tell members that something is wrong.
      if (cached) return cached.row;
      throw error;
    }
  }

  /** @param before `forgotten`, when the row began to be read */
  function remember(
    workspaceId: string,
    row: InstallationRow | null,
    before: number,
    renewNotBefore = cache.get(workspaceId)?.renewNotBefore ?? 0,
  ): InstallationRow | null {
    if (forgotten !== before) return row;
    if (cache.size >= maxCached) cache.clear();
    // A missing installation is not cached, so that members who have just installed the app don't have to wait.
    if (row) cache.set(workspaceId, { row, validUntil: performance.now() + cacheMs, renewNotBefore });
    else cache.delete(workspaceId);
    return row;
  }

  async function renewIfPossible(old: InstallationRow): Promise<InstallationRow | null> {
    const { workspaceId } = old;
    const isUsable = !hasExpired(old);
    if (isUsable && (cache.get(workspaceId)?.renewNotBefore ?? 0) > performance.now()) return old;
    const before = forgotten;
    try {
      return remember(workspaceId, await renewOnce(workspaceId), before, 0);
    } catch (error) {
      if (isUsable || error instanceof RenewalLostError) onRenewalFailed(error, workspaceId);
      if (!isUsable) throw error;
      return remember(workspaceId, old, before, performance.now() + retryDelayMs);
    }
  }

  /** Simultaneous callers share one renewal. */
  function renewOnce(workspaceId: string): Promise<InstallationRow | null> {
    const renewal =
      renewals.get(workspaceId) ?? renew(workspaceId).finally(() => renewals.delete(workspaceId));
    renewals.set(workspaceId, renewal);
    return renewal;
  }
}
