// Exports and templates.
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { type ExportKind, type ExportState, exportKinds, exportStates } from '../../model/export.ts';
import type { FormulaRule } from '../../model/spreadsheet-safe.ts';
import { oneOf } from './one-of.ts';
import { organization } from './organization-table.ts';
import { rowLevelSecurity } from './row-level-security.ts';
import { workspace } from './workspace-table.ts';

export const exportId = pgSequence('export_id');

export const exportTable = pgTable(
  'export',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspace.id),
    id: bigint({ mode: 'number' }).notNull().default(sql`nextval('export_id')`),
    kind: text().$type<ExportKind>().notNull(),
    state: text().$type<ExportState>().notNull().default('requested'),
    requestedBy: text('requested_by').notNull(),
    /** Null: all organizations. */
    organizationId: bigint('organization_id', { mode: 'number' }),
    forImport: boolean('for_import').notNull(),
    /** Whether the file has a column for each custom field. */
    withCustom: boolean('with_custom').notNull().default(false),
    /** Whether the file has the archived end users, instead of the others. */
    archived: boolean().notNull().default(false),
    /** Whether the ids in the file are those of the site that was moved in from. */
    withOldIds: boolean('with_old_ids').notNull().default(false),
    channelId: text('channel_id').notNull(),
    isPrivate: boolean('is_private').notNull(),
    /** The channel with the file's message: that of the command, or the direct message that was opened for the file. */
    postedIn: text('posted_in'),
    messageTs: text('message_ts'),
    fileName: text('file_name'),
    slackFileId: text('slack_file_id'),
    permalink: text(),
    rows: integer(),
    /** Which changes the file contains, see `currentSnapshot` in operations.ts. */
    snapshot: text(),
    /** The moment whose values the file contains. Null: the values of now, or `beforeImport` says which until it is written. */
    asOf: timestamp('as_of', { withTimezone: true }),
    /** The file contains the values from right before this import was applied. */
    beforeImport: bigint('before_import', { mode: 'number' }),
    /** By which rule formulas are kept out of the file, see spreadsheet-safe.ts. Files of version 0.1 have rule 1. */
    formulaRule: smallint('formula_rule').$type<FormulaRule>().notNull().default(1),
    reason: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    oneOf('export', table.kind, exportKinds),
    oneOf('export', table.state, exportStates),
    foreignKey({
      name: 'export_organization',
      columns: [table.workspaceId, table.organizationId],
      foreignColumns: [organization.workspaceId, organization.id],
    }),
    // Without an index, deleting an organization would read all exports of its workspace.
    index('export_by_organization')
      .on(table.workspaceId, table.organizationId)
      .where(sql`${table.organizationId} is not null`),
    rowLevelSecurity(),
  ],
);
