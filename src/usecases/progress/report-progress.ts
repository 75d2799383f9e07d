// Posts progress now and then: one message at a time, and none after the end.
import type { ProgressThrottle } from './progress-throttle.ts';

export type Progress<Report> = {
  /** May be called as often as you like. */
  report(report: Report): void;
  /** Waits for the message that is being posted and posts no more, so that the next message stays. */
  end(): Promise<void>;
};

/** @param show posts a report. Its errors are ignored: the next report, or the final message, replaces it. */
export function reportProgress<Report>(
  throttle: ProgressThrottle,
  show: (report: Report) => Promise<unknown>,
): Progress<Report> {
  const turns = throttle();
  let posting: Promise<unknown> | null = null;
  let ended = false;
  return {
    report(report) {
      if (ended || posting || !turns.take()) return;
      posting = show(report)
        .catch(() => undefined)
        .finally(() => {
          posting = null;
        });
    },
    async end() {
      if (!ended) turns.end();
      ended = true;
      await posting;
    },
  };
}
