// How things stand in the database, asked at each scrape.
import { countByState, type StateCounts } from '../db/count-by-state.ts';
import type { Database } from '../db/transaction.ts';
import { type QueueDepth, queueDepth } from '../queue/depth.ts';
import { withTimeout } from '../timeout.ts';
import type { Instruments } from './instruments.ts';

/** A scrape has ten seconds by default, and must not hang with the database. */
const patienceMs = 5_000;

/** Counting reads all imports there are, so it is done no more often than this, and for a hundredth of the time. */
const censusAgeMs = 15_000;
const censusShare = 0.01;

type Standing = { readonly census: StateCounts; readonly depth: QueueDepth };

/** Brings the gauges up to date; never throws. Where the database is away they have no values, and say so. */
export function createGauges(db: Database, instruments: Instruments): () => Promise<void> {
  let census: { readonly taken: StateCounts; readonly until: number } | null = null;
  let asking: Promise<Standing | null> | null = null;
  return async () => {
    // One question at a time: scrapes must not pile up in front of a database that doesn't answer.
    asking ??= ask().finally(() => {
      asking = null;
    });
    show(instruments, await withTimeout(asking, patienceMs, () => null));
  };

  async function ask(): Promise<Standing | null> {
    try {
      const depth = await queueDepth(db);
      const begun = performance.now();
      if (!census || begun > census.until) {
        const taken = await countByState(db);
        const tookMs = performance.now() - begun;
        census = { taken, until: begun + Math.max(censusAgeMs, tookMs / censusShare) };
      }
      return { census: census.taken, depth };
    } catch {
      return null;
    }
  }
}

function show({ databaseUp, imports, exports, queueJobs, queueAge }: Instruments, found: Standing | null) {
  databaseUp.set(found ? 1 : 0);
  for (const gauge of [imports, exports, queueJobs]) gauge.reset();
  queueAge.remove();
  if (!found) return;
  const { census, depth } = found;
  for (const [state, there] of Object.entries(census.imports)) imports.set({ state }, there);
  for (const [state, there] of Object.entries(census.exports)) exports.set({ state }, there);
  for (const state of ['waiting', 'running', 'failed'] as const) queueJobs.set({ state }, depth[state]);
  queueAge.set(depth.oldestSeconds);
}
