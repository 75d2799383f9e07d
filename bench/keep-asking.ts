// Asks again and again, and keeps how long each answer took.
import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 250;

/** `stop` gives the milliseconds of every answer, sorted. */
export function keepAsking(ask: () => Promise<{ readonly ok: boolean }>) {
  const took: number[] = [];
  let asking = true;
  const loop = (async () => {
    while (asking) {
      const begun = performance.now();
      const { ok } = await ask();
      if (!ok) throw new Error('a command was not answered in time');
      took.push(performance.now() - begun);
      await sleep(pauseMs);
    }
  })();
  // Whoever stops it hears of a failure; until then it is no unhandled rejection.
  loop.catch(() => undefined);
  return {
    async stop(): Promise<number[]> {
      asking = false;
      await loop;
      return took.sort((a, b) => a - b);
    },
  };
}
