// While Slack reaches the app, notes so now and then; after each silence it looks back.
import type { Log } from './log.ts';
import type { SlackConnection } from './slack/wire/connection.ts';
import type { NoteHearing } from './usecases/note-hearing.ts';

const everyMs = 30_000;
/** Missed four times: the process hung, or the database was away. */
const gapMs = 4 * everyMs;

/** Gives how to end it. */
export function keepHearing({ line }: SlackConnection, noteHearing: NoteHearing, log: Log): () => void {
  line.onUp((gap) => note(gap));
  const timer = setInterval(() => {
    if (line.isUp()) note(gapMs);
  }, everyMs);
  return () => clearInterval(timer);

  function note(gap: number): void {
    noteHearing(gap).catch((error: unknown) =>
      log.warn({ err: error }, 'it could not be noted that Slack is heard'),
    );
  }
}
