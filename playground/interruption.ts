// Turns the first Ctrl-C, or another signal to end, into a rejection, so that everything started can be stopped.

/** The process received SIGINT, SIGTERM, or SIGHUP. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** Never resolves; rejects with InterruptedError on the first signal. A second signal ends the process at once. */
export function interruption(): Promise<never> {
  const promise = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => reject(new InterruptedError(`Interrupted by ${signal}`)));
    }
  });
  // The caller races against this promise; outside of a race, the rejection must not count as unhandled.
  promise.catch(() => {});
  return promise;
}
