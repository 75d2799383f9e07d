// Renews tokens in workspaces that nobody uses the app in: at startup and every five minutes. Without this, a renewal that
// a crash interrupted there would be noticed only after the token has expired, when nobody can be told anymore.
import { listExpiringBefore } from '../db/installations.ts';
import type { Database } from '../db/transaction.ts';
import type { InstallationStore } from '../installations/installation-store.ts';
import { soon } from '../installations/renew-token.ts';
import type { Log } from '../log.ts';

const intervalMs = 5 * 60_000;

type Options = {
  readonly db: Database;
  readonly installations: Pick<InstallationStore, 'tokenOf'>;
  readonly log: Log;
};

/**
 * Runs in each process: a renewal locks its installation, so that it happens once.
 * @returns a function that stops it
 */
export function renewIdleTokens({ db, installations, log }: Options): () => void {
  let running = false;
  let stopped = false;
  void renewAll();
  const timer = setInterval(renewAll, intervalMs);
  return () => {
    stopped = true;
    clearInterval(timer);
  };

  async function renewAll(): Promise<void> {
    if (running) return;
    running = true;
    try {
      for (const workspaceId of await listExpiringBefore(db, soon())) {
        if (stopped) return;
        // Renews it, and asks for a new installation if an earlier renewal was lost.
        await installations
          .tokenOf(workspaceId)
          .catch((err: unknown) => log.warn({ err, workspaceId }, 'could not renew an expired token'));
      }
    } catch (error) {
      log.warn({ err: error }, 'could not look for tokens that expire soon, will retry');
    } finally {
      running = false;
    }
  }
}
