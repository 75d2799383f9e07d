// Seeing an event through that Slack has no answer for yet, or won't send again.
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does the work that an event asks for. `giveUp` is called where neither Slack nor we will try it again.
 * @param sentBefore how often Slack sent the event already
 * @throws what the work threw, where Slack sends the event again for it
 */
export type RetryDelivery = (
  work: () => Promise<void>,
  giveUp: (error: unknown) => Promise<void>,
  sentBefore: number,
) => Promise<void>;

/** Slack sends an event that failed again at once, after a minute and after five, and then no more. */
const sentAgainTimes = 3;

/** Over HTTP: a failure is answered with a 500, and Slack sends the event again, unless this was the last time. */
export const redeliveredBySlack: RetryDelivery = async (work, giveUp, sentBefore) => {
  try {
    await work();
  } catch (error) {
    if (sentBefore < sentAgainTimes) throw error;
    await giveUp(error);
  }
};

type Patience = {
  /** How long it is tried, in ms. */
  readonly forMs: number;
  /** The app stops: who waits is told now, or by nobody. */
  readonly stopping: AbortSignal;
};

/** Over a socket Slack was answered before, so it is ours to try again. The work must bear to be done twice. */
export function retriedByApp({ forMs, stopping }: Patience): RetryDelivery {
  return async (work, giveUp) => {
    const until = performance.now() + forMs;
    for (let pauseMs = 250; ; pauseMs = Math.min(2 * pauseMs, 10_000)) {
      try {
        return await work();
      } catch (error) {
        if (stopping.aborted || performance.now() + pauseMs > until) return giveUp(error);
        await sleep(pauseMs, null, { signal: stopping }).catch(() => undefined);
      }
    }
  };
}
