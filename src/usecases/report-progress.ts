// Says now and then how far something is: one message under way at a time, none after the end.
import type { Pace } from './progress-pace.ts';

/** How often, of one thing. */
const everyMs = 2_000;

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
  let lastAt = performance.now();
  let underWay: Promise<unknown> | null = null;
  let ended = false;
  return {
    report(report) {
      if (ended || underWay || performance.now() - lastAt < everyMs || !pace()) return;
      underWay = show(report)
        .catch(() => undefined)
        .finally(() => {
          underWay = null;
          lastAt = performance.now();
        });
    },
    async end() {
      ended = true;
      await underWay;
    },
  };
}
