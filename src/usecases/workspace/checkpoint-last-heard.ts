// The last-heard checkpoint: records that events from Slack arrive, and backfills missed events after a gap.
import { shortTransaction } from '../../db/short-transaction.ts';
import { recordLastHeard } from '../../db/workspaces.ts';
import { enqueueBackfill } from '../import/backfill-missed-shares.ts';
import type { Context } from '../ports.ts';

/** Slack retries an event for about this long, and the last delivery may have been lost on its way into the database. */
const overlapMs = 10 * 60_000;
const maxBackfillMs = 7 * 24 * 60 * 60_000;

/**
 * @param workspaceId undefined: all workspaces that have the app installed
 * @param gapMs shorter silences are ignored: Slack retries what it could not deliver
 * @param ageMs how long ago Slack was heard
 */
export function checkpointLastHeard(
  { db }: Context,
  workspaceId: string | undefined,
  gapMs: number,
  ageMs: number,
): Promise<void> {
  return shortTransaction(db, async (tx) => {
    for (const previous of await recordLastHeard(tx, workspaceId, ageMs)) {
      const silenceMs = Date.now() - ageMs - previous.until.getTime();
      if (silenceMs <= gapMs) continue;
      const since = new Date(Math.max(previous.until.getTime() - overlapMs, Date.now() - maxBackfillMs));
      const everywhere = { channelId: null, threadTs: null };
      await enqueueBackfill(tx, {
        workspaceId: previous.workspaceId,
        since: since.toISOString(),
        ...everywhere,
      });
    }
  });
}
