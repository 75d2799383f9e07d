// What members chose that the columns of files with a certain header are read as.
import { jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { ChosenColumns } from '../../model/chosen-columns.ts';
import { rowLevelSecurity } from './row-level-security.ts';
import { workspace } from './workspace-table.ts';

export const columnMapping = pgTable(
  'column_mapping',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspace.id),
    /** See `digestHeader`. */
    headerDigest: text('header_digest').notNull(),
    columns: jsonb().$type<ChosenColumns['columns']>().notNull(),
    chosenBy: text('chosen_by').notNull(),
    chosenAt: timestamp('chosen_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.headerDigest] }), rowLevelSecurity()],
);
