// Timeouts for promises. A promise that times out goes on; only the waiting ends.
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Settles as the promise does, or, if that takes longer than `ms`, as `onTimeout` does. A later rejection of the promise
 * is ignored.
 *
 * @param ms in milliseconds
 * @param onTimeout returns the result to use instead, or throws
 */
export async function withTimeout<Result, Fallback>(
  promise: Promise<Result>,
  ms: number,
  onTimeout: () => Fallback,
): Promise<Result | Fallback> {
  const timer = new AbortController();
  const timedOut = sleep(ms, undefined, { signal: timer.signal }).then(onTimeout);
  // The aborted timer rejects when the promise was faster: the race has ended by then.
  return Promise.race([promise, timedOut]).finally(() => timer.abort());
}

/** Resolves when the promise has settled in whatever way, at the latest after `ms` milliseconds. Never rejects. */
export async function settleWithin(promise: Promise<unknown>, ms: number): Promise<void> {
  await withTimeout(promise, ms, () => undefined).catch(() => undefined);
}
