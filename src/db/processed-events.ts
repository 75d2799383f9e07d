// Store of events that were processed. An event is forgotten after a day: a signature is valid for five minutes, and
// Slack itself doesn't retry an event for longer than a day.
import { and, eq, sql } from 'drizzle-orm';
import { processedEvent } from './schema/processed-event-table.ts';
import type { Queryable } from './transaction.ts';

export type EventKey = { readonly workspaceId: string; readonly eventId: string };

/** How many expired events each new one deletes: more than arrive, and few enough to take no time. */
const deletedAtOnce = 20;

export async function isProcessed(db: Queryable, { workspaceId, eventId }: EventKey): Promise<boolean> {
  const rows = await db
    .select({ eventId: processedEvent.eventId })
    .from(processedEvent)
    .where(and(eq(processedEvent.workspaceId, workspaceId), eq(processedEvent.eventId, eventId)));
  return rows.length > 0;
}

/**
 * Records an event. If another transaction is recording the same event, waits for that transaction.
 *
 * @returns false if the event was recorded before
 */
export async function markProcessed(db: Queryable, { workspaceId, eventId }: EventKey): Promise<boolean> {
  const inserted = await db.execute(sql`
    with expired as (
      select event_id from seen_event
      where workspace_id = ${workspaceId} and seen_at < now() - interval '1 day'
      limit ${deletedAtOnce} for update skip locked
    ), deleted as (
      delete from seen_event using expired
      where seen_event.workspace_id = ${workspaceId} and seen_event.event_id = expired.event_id
    )
    insert into seen_event (workspace_id, event_id) values (${workspaceId}, ${eventId})
    on conflict do nothing returning event_id`);
  return inserted.length > 0;
}
