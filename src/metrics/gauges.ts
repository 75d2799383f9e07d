// Gauges: the state of the database, queried at each scrape.
import { countByState, type StateCounts } from '../db/count-by-state.ts';
import type { Database } from '../db/transaction.ts';
import { type QueueDepth, queueDepth } from '../queue/depth.ts';
import { withTimeout } from '../timeout.ts';
import type { Instruments } from './instruments.ts';

/** A scrape must not hang with the database. Prometheus gives it ten seconds by default. */
const timeoutMs = 5_000;

/**
 * Counting imports and exports by state reads all of them. It is done at most every 15 seconds, and takes at most a
 * hundredth of the time.
 */
const minStateCountsAgeMs = 15_000;
const maxStateCountsShare = 0.01;

type GaugeValues = { readonly stateCounts: StateCounts; readonly depth: QueueDepth };

/**
 * Creates a function that updates the gauges. It never throws: without a database, the gauges have no values, and
 * `databaseUp` is 0.
 */
export function createGauges(db: Database, instruments: Instruments): () => Promise<void> {
  let cached: { readonly stateCounts: StateCounts; readonly validUntil: number } | null = null;
  let query: Promise<GaugeValues | null> | null = null;
  return async () => {
    // One query at a time: scrapes must not pile up if the database doesn't answer.
    query ??= readValues().finally(() => {
      query = null;
    });
    setGauges(instruments, await withTimeout(query, timeoutMs, () => null));
  };

  async function readValues(): Promise<GaugeValues | null> {
    try {
      const depth = await queueDepth(db);
      const startedAt = performance.now();
      if (!cached || startedAt > cached.validUntil) {
        const stateCounts = await countByState(db);
        const durationMs = performance.now() - startedAt;
        const ageMs = Math.max(minStateCountsAgeMs, durationMs / maxStateCountsShare);
        cached = { stateCounts, validUntil: startedAt + ageMs };
      }
      return { stateCounts: cached.stateCounts, depth };
    } catch {
      return null;
    }
  }
}

/** @param values `null` if the database did not answer */
function setGauges(
  { databaseUp, imports, exports, queueJobs, queueAge }: Instruments,
  values: GaugeValues | null,
): void {
  databaseUp.set(values ? 1 : 0);
  for (const gauge of [imports, exports, queueJobs]) gauge.reset();
  queueAge.remove();
  if (!values) return;
  const { stateCounts, depth } = values;
  for (const [state, count] of Object.entries(stateCounts.imports)) imports.set({ state }, count);
  for (const [state, count] of Object.entries(stateCounts.exports)) exports.set({ state }, count);
  for (const state of ['waiting', 'running', 'failed'] as const) queueJobs.set({ state }, depth[state]);
  queueAge.set(depth.oldestSeconds);
}
