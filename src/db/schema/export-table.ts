// Exports and templates.
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  integer,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import type { ExportKind, ExportState } from '../../model/export.ts';
import { rowLevelSecurity } from './row-level-security.ts';

export const exportId = pgSequence('export_id');

export const exportTable = pgTable(
  'export',
  {
    workspaceId: text('workspace_id').notNull(),
    id: bigint({ mode: 'number' }).notNull().default(sql`nextval('export_id')`),
    kind: text().$type<ExportKind>().notNull(),
    state: text().$type<ExportState>().notNull().default('requested'),
    requestedBy: text('requested_by').notNull(),
    organizationId: bigint('organization_id', { mode: 'number' }),
    forImport: boolean('for_import').notNull(),
    channelId: text('channel_id').notNull(),
    isPrivate: boolean('is_private').notNull(),
    /** Where it was posted: the channel, or the direct message that was opened for it. */
    postedIn: text('posted_in'),
    messageTs: text('message_ts'),
    fileName: text('file_name'),
    slackFileId: text('slack_file_id'),
    permalink: text(),
    rows: integer(),
    /** What the file could see, see `currentMoment` in operations.ts. */
    snapshot: text(),
    reason: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] }), rowLevelSecurity()],
);
