// How often the app as a whole posts progress: files that are under way at the same time take turns.

/** Slack allows 50 updates a minute for all messages together; plans and results need some of them too. */
const minGapMs = 1_500;
/** Between two updates about the same file. */
const minGapPerFileMs = 2_000;

/** The turns of one file. */
export type Turns = {
  /** Whether progress may be posted now; a caller that gets `true` posts it. */
  take(): boolean;
  end(): void;
};

/** Starts the turns of one file. */
export type ProgressThrottle = () => Turns;

export function createProgressThrottle(): ProgressThrottle {
  let underWay = 0;
  let lastPostAt = Number.NEGATIVE_INFINITY;
  return () => {
    let lastPostOfFileAt = performance.now();
    underWay += 1;
    return {
      take() {
        const now = performance.now();
        // With many files under way, each waits for a full round, or the same few would always be first.
        if (
          now - lastPostAt < minGapMs ||
          now - lastPostOfFileAt < Math.max(minGapPerFileMs, underWay * minGapMs)
        )
          return false;
        lastPostAt = now;
        lastPostOfFileAt = now;
        return true;
      },
      end() {
        underWay -= 1;
      },
    };
  };
}
