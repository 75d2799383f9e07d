// Background work after the acknowledgement: Slack waits three seconds for the acknowledgement, and a stop waits for the rest.
import type { Log } from '../../log.ts';
import { withTimeout } from '../../timeout.ts';

/** Leaves a second of Slack's three for the acknowledgement to reach Slack. */
const ackDeadlineMs = 2_000;

export type BackgroundWork = {
  /** Goes on with work that no one waits for; errors are logged. */
  runInBackground(work: Promise<unknown>): void;
  /** Resolves when all of it has ended. */
  ended(): Promise<void>;
};

export function createBackgroundWork(log: Log): BackgroundWork {
  const running = new Set<Promise<void>>();
  return {
    runInBackground(work) {
      const settled = work
        .then(
          () => undefined,
          (error: unknown) => log.error({ err: error }, 'background work after an acknowledgement failed'),
        )
        .finally(() => running.delete(settled));
      running.add(settled);
    },
    async ended() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Stands for a result that did not come before Slack needs its acknowledgement. */
export const late = Symbol('late');

/** The result of `work`, or `late`. */
export function withinAckDeadline<Result>(work: Promise<Result>): Promise<Result | typeof late> {
  return withTimeout(work, ackDeadlineMs, () => late);
}
