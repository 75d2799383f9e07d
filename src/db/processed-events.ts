// Store of what was heard from Slack. It forgets after a day: a signature is good for five minutes, and Slack itself
// sends an event again for no longer than that.
import { and, eq, sql } from 'drizzle-orm';
import { seenEvent } from './schema/processed-event-table.ts';
import type { Queryable } from './transaction.ts';

export type EventKey = { readonly workspaceId: string; readonly eventId: string };

/** How many of those that are too old go with each new one: more than come, and too few to take time. */
const sweptAtOnce = 20;

export async function isProcessed(db: Queryable, { workspaceId, eventId }: EventKey): Promise<boolean> {
  const found = await db
    .select({ eventId: seenEvent.eventId })
    .from(seenEvent)
    .where(and(eq(seenEvent.workspaceId, workspaceId), eq(seenEvent.eventId, eventId)));
  return found.length > 0;
}

/** Notes it. False when it was noted before; waits for who notes it at the same time, and then is false, too. */
export async function markProcessed(db: Queryable, { workspaceId, eventId }: EventKey): Promise<boolean> {
  const noted = await db.execute(sql`
    with old as (
      select event_id from seen_event
      where workspace_id = ${workspaceId} and seen_at < now() - interval '1 day'
      limit ${sweptAtOnce} for update skip locked
    ), swept as (
      delete from seen_event using old
      where seen_event.workspace_id = ${workspaceId} and seen_event.event_id = old.event_id
    )
    insert into seen_event (workspace_id, event_id) values (${workspaceId}, ${eventId})
    on conflict do nothing returning event_id`);
  return noted.length > 0;
}
