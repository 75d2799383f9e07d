// Events from Slack that were processed, so that a second delivery is ignored.
import { index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { rowLevelSecurity } from './row-level-security.ts';

/** No foreign key to the workspace: an event may arrive before the workspace has a row, and is forgotten after a day. */
export const processedEvent = pgTable(
  'seen_event',
  {
    workspaceId: text('workspace_id').notNull(),
    /** Slack's id of the event, or the trigger id of a click, a command, or a modal. */
    eventId: text('event_id').notNull(),
    processedAt: timestamp('seen_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.eventId] }),
    index('seen_event_age').on(table.workspaceId, table.processedAt),
    rowLevelSecurity(),
  ],
);
