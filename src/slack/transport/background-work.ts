// What goes on after Slack got its answer: Slack waits three seconds, and a stop waits for the rest.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../log.ts';

/** With what is left of the three seconds the answer must get to Slack. */
const patienceMs = 2_000;

export type BackgroundWork = {
  /** Goes on with work that nobody waits for; what it throws is logged. */
  runInBackground(work: Promise<unknown>): void;
  /** Resolves when all of it has ended. */
  ended(): Promise<void>;
};

export function createBackgroundWork(log: Log): BackgroundWork {
  const underWay = new Set<Promise<void>>();
  return {
    runInBackground(work) {
      const settled = work
        .then(
          () => undefined,
          (error: unknown) => log.error({ err: error }, 'what was to follow an answer to Slack failed'),
        )
        .finally(() => underWay.delete(settled));
      underWay.add(settled);
    },
    async ended() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** What `work` comes to, or `null` when that takes longer than Slack can wait. */
export async function withinAckDeadline<Result>(work: Promise<Result>): Promise<Result | null> {
  const timer = new AbortController();
  const late = sleep(patienceMs, null, { signal: timer.signal }).catch(() => null);
  return Promise.race([work, late]).finally(() => timer.abort());
}
