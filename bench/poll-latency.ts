// Sends a request again and again, and records how long each response takes.
import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 250;

/** `stop` returns the duration of every request in milliseconds, sorted. Fails if a response is not ok. */
export function pollLatency(send: () => Promise<{ readonly ok: boolean }>) {
  const durations: number[] = [];
  let isStopped = false;
  const loop = (async () => {
    while (!isStopped) {
      const startedAt = performance.now();
      const { ok } = await send();
      if (!ok) throw new Error('a command was not answered in time');
      durations.push(performance.now() - startedAt);
      await sleep(pauseMs);
    }
  })();
  // `stop` reports a failure; until then, it must not count as an unhandled rejection.
  loop.catch(() => undefined);
  return {
    async stop(): Promise<number[]> {
      isStopped = true;
      await loop;
      return durations.sort((a, b) => a - b);
    },
  };
}
