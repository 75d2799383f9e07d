// Runs the orphan reaper at startup and once a minute.
import { reapOrphans } from '../usecases/failures/reap-orphans.ts';
import type { Context } from '../usecases/ports.ts';

const intervalMs = 60_000;

/** @returns a function that stops the reaper */
export function startOrphanReaper(context: Context): () => void {
  const { log } = context;
  void reap();
  const timer = setInterval(reap, intervalMs);
  return () => clearInterval(timer);

  async function reap(): Promise<void> {
    try {
      for (const { kind, payload, reference } of await reapOrphans(context))
        log.error({ kind, ...payload, reference }, 'marked as failed: no job was left');
    } catch (error) {
      log.warn({ err: error }, 'orphan reaper failed, will retry');
    }
  }
}
