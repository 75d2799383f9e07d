// Asks Slack at startup and every hour where org-wide installations may act: the events about that may have been missed.
import { listEnterprises } from '../db/installations.ts';
import type { Database } from '../db/transaction.ts';
import type { Log } from '../log.ts';

const intervalMs = 60 * 60_000;

type Options = {
  readonly db: Database;
  readonly refreshAccess: (enterpriseId: string) => Promise<void>;
  readonly log: Log;
};

/** @returns a function that stops it */
export function refreshOrgAccess({ db, refreshAccess, log }: Options): () => void {
  let stopped = false;
  void refreshAll();
  const timer = setInterval(refreshAll, intervalMs);
  return () => {
    stopped = true;
    clearInterval(timer);
  };

  async function refreshAll(): Promise<void> {
    const ids = await listEnterprises(db).catch((err: unknown) => {
      log.warn({ err }, 'could not look for org-wide installations, will retry');
      return [];
    });
    for (const enterpriseId of ids) {
      if (stopped) return;
      await refreshAccess(enterpriseId).catch((err: unknown) =>
        log.warn({ err, enterpriseId }, 'could not ask where an organization has the app, will retry'),
      );
    }
  }
}
