// A record of each end user who was erased for good: the id, who erased them, and when. Their values are gone.
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
