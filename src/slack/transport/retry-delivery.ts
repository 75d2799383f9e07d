// Delivery retry: how an event is processed again after a failure, by Slack or by the app itself.
import { setTimeout as sleep } from 'node:timers/promises';
import { retryAfterMs } from '../web/slack-error.ts';

/**
 * Does the work that an event asks for. Calls `onExhausted` when neither Slack nor the app will try the event again.
 * @param retryNum how often Slack has already retried the event
 * @throws the error of `work`, when Slack retries the event because of it
 */
export type RetryDelivery = (
  work: () => Promise<void>,
  onExhausted: (error: unknown) => Promise<void>,
  retryNum: number,
) => Promise<void>;

/** Slack retries a failed event at once, after a minute, and after five minutes, then no more. */
const slackRetries = 3;

/** Over HTTP: a failure is answered with 500, and Slack retries the event, unless this was the last retry. */
export const redeliveredBySlack: RetryDelivery = async (work, onExhausted, retryNum) => {
  try {
    await work();
  } catch (error) {
    if (retryNum < slackRetries) throw error;
    await onExhausted(error);
  }
};

/** How many times as long the work is tried where Slack asks to wait. */
const rateLimitedFactor = 5;

type RetryOptions = {
  /** How long the work is tried, in ms; longer where Slack asks to wait. */
  readonly forMs: number;
  /** Aborted when the app stops: a member who waits is told now, or never. */
  readonly stopping: AbortSignal;
};

/** Over Socket Mode, the event was acknowledged before, so the app retries. The work must be safe to repeat. */
export function createAppRetry({ forMs, stopping }: RetryOptions): RetryDelivery {
  return async (work, onExhausted) => {
    const startedAt = performance.now();
    for (let pauseMs = 250; ; pauseMs = Math.min(2 * pauseMs, 10_000)) {
      try {
        return await work();
      } catch (error) {
        // Slack's rate limits pass; reading the members of a large workspace takes minutes.
        const limitMs = retryAfterMs(error) === null ? forMs : forMs * rateLimitedFactor;
        if (stopping.aborted || performance.now() + pauseMs > startedAt + limitMs) return onExhausted(error);
        await sleep(pauseMs, null, { signal: stopping }).catch(() => undefined);
      }
    }
  };
}
