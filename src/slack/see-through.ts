// Seeing an event through that Slack has no answer for yet, or won't send again.
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does the work that an event asks for. `giveUp` is called where neither Slack nor we will try it again.
 * @throws what the work threw, where Slack sends the event again for it
 */
export type SeeThrough = (
  work: () => Promise<void>,
  giveUp: (error: unknown) => Promise<void>,
) => Promise<void>;

/** Over HTTP: a failure is answered with a 500, and Slack sends the event again. */
export const sentAgain: SeeThrough = (work) => work();

type Patience = {
  /** How long it is tried, in ms. */
  readonly forMs: number;
  /** The app stops: who waits is told now, or by nobody. */
  readonly stopping: AbortSignal;
};

/** Over a socket Slack was answered before, so it is ours to try again. The work must bear to be done twice. */
export function triedAgain({ forMs, stopping }: Patience): SeeThrough {
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
