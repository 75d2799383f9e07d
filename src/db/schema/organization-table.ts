// Organizations of a workspace.
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { rowLevelSecurity } from './row-level-security.ts';
import { workspace } from './workspace-table.ts';

// One sequence for all workspaces: an id from a file of another workspace then never matches anything in this one.
export const organizationId = pgSequence('organization_id');

export const organization = pgTable(
  'organization',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspace.id),
    id: bigint({ mode: 'number' }).notNull().default(sql`nextval('organization_id')`),
    name: text().notNull(),
    archived: boolean().notNull().default(false),
    createdBy: text('created_by').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('organization_name').on(table.workspaceId, sql`lower(${table.name})`),
    rowLevelSecurity(),
  ],
);
