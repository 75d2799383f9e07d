// Messages that the app has begun to post, so that a run after a crash knows that it has to look for one.
import { pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { rowLevelSecurity } from './row-level-security.ts';

/** No foreign key to the workspace: a notice may be posted before the workspace has a row. */
export const posting = pgTable(
  'posting',
  {
    workspaceId: text('workspace_id').notNull(),
    channelId: text('channel_id').notNull(),
    /** What the message is about, such as `endusers_import 184`. */
    subject: text().notNull(),
    begunAt: timestamp('begun_at', { withTimezone: true }).notNull().defaultNow(),
    /** How far the channel's history has been searched for the message: Slack's cursor of the next page. */
    cursor: text(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.channelId, table.subject] }),
    rowLevelSecurity(),
  ],
);
