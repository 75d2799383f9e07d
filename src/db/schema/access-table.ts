// What members may do, as far as it was granted to them.
import { pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { Role } from '../../model/permissions.ts';
import { rowLevelSecurity } from './row-level-security.ts';

export const access = pgTable(
  'access',
  {
    workspaceId: text('workspace_id').notNull(),
    memberId: text('member_id').notNull(),
    role: text().$type<Role>().notNull(),
    grantedBy: text('granted_by').notNull(),
    grantedAt: timestamp('granted_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.memberId] }), rowLevelSecurity()],
);
