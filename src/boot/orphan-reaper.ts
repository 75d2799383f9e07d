// Now and then, and at the start, ends what nothing will ever take further.
import type { OpenDatabase } from '../db/database.ts';
import type { Log } from '../log.ts';
import { newErrorReference } from '../model/error-reference.ts';
import { endStranded } from '../usecases/failures/reap-orphans.ts';

const everyMs = 60_000;

/** Gives how to end it. */
export function startOrphanReaper({ db, inWorkspace }: OpenDatabase, log: Log): () => void {
  const end = endStranded(db, inWorkspace, newErrorReference);
  void look();
  const timer = setInterval(look, everyMs);
  return () => clearInterval(timer);

  async function look(): Promise<void> {
    try {
      for (const { kind, payload, reference } of await end())
        log.error({ kind, ...payload, reference }, 'nothing was left to take this further; it is ended');
    } catch (error) {
      log.warn({ err: error }, 'it could not be looked for what nothing takes further');
    }
  }
}
