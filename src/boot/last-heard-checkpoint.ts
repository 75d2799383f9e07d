// Each time when Slack is known to reach the app, notes so; after each silence it looks back.
import type { Log } from '../log.ts';
import type { SlackConnection } from '../slack/transport/bolt-app.ts';
import type { NoteHearing } from '../usecases/workspace/record-last-heard.ts';

/** After it could not be noted: what broke the line to Slack may have broken that to the database, too. */
const againMs = 5_000;

/** Gives how to end it. */
export function keepLastHeardCheckpoint(
  { connectivity: line }: SlackConnection,
  noteHearing: NoteHearing,
  log: Log,
): () => void {
  /** What is still to be noted. The smallest gap stands: a later note with a larger one would forget a silence. */
  let owed: { readonly gapMs: number; readonly at: number } | null = null;
  let busy = false;
  let ended = false;
  let again: NodeJS.Timeout | null = null;
  const stopListening = line.onReachable((gapMs) => {
    owe(gapMs, performance.now());
    void note();
  });
  return () => {
    stopListening();
    ended = true;
    if (again) clearTimeout(again);
  };

  function owe(gapMs: number, at: number): void {
    owed = { gapMs: Math.min(gapMs, owed?.gapMs ?? gapMs), at: Math.max(at, owed?.at ?? at) };
  }

  /** One at a time, in their order. */
  async function note(): Promise<void> {
    if (busy || ended || !owed) return;
    busy = true;
    if (again) clearTimeout(again);
    const { gapMs, at } = owed;
    owed = null;
    try {
      await noteHearing(gapMs, performance.now() - at);
      busy = false;
      void note();
    } catch (error) {
      log.warn({ err: error }, 'it could not be noted that Slack is heard, and is tried again');
      busy = false;
      owe(gapMs, at);
      if (!ended) again = setTimeout(note, againMs);
    }
  }
}
