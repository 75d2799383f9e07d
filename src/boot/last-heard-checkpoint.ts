// Keeps the last-heard checkpoint up to date: records whenever Slack is known to reach the app.
import type { Log } from '../log.ts';
import type { Connectivity } from '../slack/transport/connectivity.ts';

/** Pause after a checkpoint could not be recorded: what broke the connection to Slack may have broken the database's. */
const retryMs = 5_000;

/** See `checkpointLastHeard`. */
type RecordCheckpoint = (gapMs: number, ageMs: number) => Promise<void>;

/** @returns a function that stops the checkpoints */
export function keepLastHeardCheckpoint(
  connectivity: Connectivity,
  recordCheckpoint: RecordCheckpoint,
  log: Log,
): () => void {
  /** Still to be recorded. The smallest gap wins: a later one with a larger gap would hide a silence. */
  let pending: { readonly gapMs: number; readonly at: number } | null = null;
  let recording = false;
  let ended = false;
  let retry: NodeJS.Timeout | null = null;
  const stopListening = connectivity.onReachable((gapMs) => {
    addPending(gapMs, performance.now());
    void record();
  });
  return () => {
    stopListening();
    ended = true;
    if (retry) clearTimeout(retry);
  };

  function addPending(gapMs: number, at: number): void {
    pending = { gapMs: Math.min(gapMs, pending?.gapMs ?? gapMs), at: Math.max(at, pending?.at ?? at) };
  }

  /** Records one checkpoint at a time, in order. */
  async function record(): Promise<void> {
    if (recording || ended || !pending) return;
    recording = true;
    if (retry) clearTimeout(retry);
    const { gapMs, at } = pending;
    pending = null;
    try {
      await recordCheckpoint(gapMs, performance.now() - at);
      recording = false;
      void record();
    } catch (error) {
      log.warn({ err: error }, 'last-heard checkpoint failed, will retry');
      recording = false;
      addPending(gapMs, at);
      if (!ended) retry = setTimeout(record, retryMs);
    }
  }
}
