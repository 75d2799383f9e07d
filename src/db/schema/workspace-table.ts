// One Slack workspace: one account, one tenant, with its settings.
import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { ApplyMode, DefaultRole } from '../../model/permissions.ts';
import { rowLevelSecurity } from './row-level-security.ts';

export const workspace = pgTable(
  'workspace',
  {
    /** Slack's team id. */
    id: text().primaryKey(),
    /** Begins the names of files that hold all organizations; the workspace's id does where it is null. */
    businessName: text('business_name'),
    /** Whether a plan without problems and warnings waits for an approval. */
    apply: text().$type<ApplyMode>().notNull().default('after approval'),
    /** Of members to whom nothing was granted. */
    defaultRole: text('default_role').$type<DefaultRole>().notNull().default('none'),
    /** Until when what members shared was surely noted: what came later is looked for at start. */
    heardUntil: timestamp('heard_until', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  () => [rowLevelSecurity('id')],
);
