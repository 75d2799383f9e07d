// Waits for something, but not for ever.
import { setTimeout as sleep } from 'node:timers/promises';

/** Ends with the promise, or after the time; whichever comes first, and never throws. */
export async function settleWithin(ms: number, promise: Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  await Promise.race([promise, sleep(ms, undefined, { signal: timer.signal })]).catch(() => undefined);
  timer.abort();
}
