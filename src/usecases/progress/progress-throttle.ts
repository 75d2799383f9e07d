// How often the app as a whole says how far something is, however many files are on their way: they take turns.

/** Slack allows 50 updates a minute, of all messages together; plans and results want some of them, too. */
const anyMs = 1_500;
/** Of the same file. */
const sameMs = 2_000;

/** For one thing that is under way. */
export type Turns = {
  /** Whether it may be said now how far it is; who may, says it. */
  take(): boolean;
  end(): void;
};

/** Begins the turns of one thing. */
export type Pace = () => Turns;

export function progressPace(): Pace {
  let underWay = 0;
  let anyAt = Number.NEGATIVE_INFINITY;
  return () => {
    let sameAt = performance.now();
    underWay += 1;
    return {
      take() {
        const now = performance.now();
        // With many under way each waits for a round of all of them, or the same few would always be first.
        if (now - anyAt < anyMs || now - sameAt < Math.max(sameMs, underWay * anyMs)) return false;
        anyAt = now;
        sameAt = now;
        return true;
      },
      end() {
        underWay -= 1;
      },
    };
  };
}
