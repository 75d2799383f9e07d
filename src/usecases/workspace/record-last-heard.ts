// Notes that the app hears now what members share, and has it look back to when it last did.
import type { Database } from '../../db/transaction.ts';
import { recordLastHeard } from '../../db/workspaces.ts';
import { enqueueLook } from '../import/backfill-missed-shares.ts';

/** Slack tries an event again for so long, and what came at last may have got lost on its way into the database. */
const overlapMs = 10 * 60_000;
const furthestMs = 7 * 24 * 60 * 60_000;

/**
 * @param gapMs a shorter silence is none: Slack sends again what it could not deliver
 * @param agoMs how long ago that was heard which is noted now
 */
export type NoteHearing = (gapMs: number, agoMs: number) => Promise<void>;

/** @param workspaceId undefined for all that have installed the app */
export function noteHearing(db: Database, workspaceId: string | undefined): NoteHearing {
  return (gapMs, agoMs) =>
    db.transaction(async (tx) => {
      for (const heard of await recordLastHeard(tx, workspaceId, agoMs)) {
        const silence = Date.now() - agoMs - heard.until.getTime();
        if (silence <= gapMs) continue;
        const since = new Date(Math.max(heard.until.getTime() - overlapMs, Date.now() - furthestMs));
        const look = { workspaceId: heard.workspaceId, since: since.toISOString() };
        await enqueueLook(tx, { ...look, channelId: null, threadTs: null });
      }
    });
}
