// Says now and then how far something is: one message under way at a time, none after the end.
import type { Pace } from './progress-throttle.ts';

export type Progress<Report> = {
  /** Call it as often as you like. */
  report(report: Report): void;
  /** Waits for the message under way and sends no further one, so that what is shown next stays. */
  end(): Promise<void>;
};

/**
 * @param show only a courtesy: when it fails, the next report or the end says it again
 * @param pace of all that is under way
 */
export function reportProgress<Report>(
  show: (report: Report) => Promise<unknown>,
  pace: Pace,
): Progress<Report> {
  const turns = pace();
  let underWay: Promise<unknown> | null = null;
  let ended = false;
  return {
    report(report) {
      if (ended || underWay || !turns.take()) return;
      underWay = show(report)
        .catch(() => undefined)
        .finally(() => {
          underWay = null;
        });
    },
    async end() {
      if (!ended) turns.end();
      ended = true;
      await underWay;
    },
  };
}
