// One Slack workspace: one account, one tenant.
import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';

export const workspace = pgTable('workspace', {
  /** Slack's team id. */
  id: text().primaryKey(),
  /** Begins the names of files that hold all organizations; the workspace's id does where it is null. */
  businessName: text('business_name'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});
