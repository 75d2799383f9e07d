// The end users who were erased for good: that it was done, by whom, and when. Nothing else of them is left.
import { bigint, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { rowLevelSecurity } from './row-level-security.ts';
import { workspace } from './workspace-table.ts';

export const erasure = pgTable(
  'erasure',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspace.id),
    endUserId: bigint('end_user_id', { mode: 'number' }).notNull(),
    erasedBy: text('erased_by').notNull(),
    erasedAt: timestamp('erased_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.endUserId] }), rowLevelSecurity()],
);
