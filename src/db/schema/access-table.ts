// Roles that were granted to members.
import { pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { type Role, roles } from '../../model/permissions.ts';
import { oneOf } from './one-of.ts';
import { rowLevelSecurity } from './row-level-security.ts';
import { workspace } from './workspace-table.ts';

export const access = pgTable(
  'access',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspace.id),
    memberId: text('member_id').notNull(),
    role: text().$type<Role>().notNull(),
    grantedBy: text('granted_by').notNull(),
    grantedAt: timestamp('granted_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.memberId] }),
    oneOf('access', table.role, roles),
    rowLevelSecurity(),
  ],
);
