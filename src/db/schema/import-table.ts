// Imports, and which rows of their problem files became whom.
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';
import type { Choices } from '../../model/choices.ts';
import type { ImportState } from '../../model/import.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { Plan } from '../../model/plan.ts';
import type { Undo } from '../../model/undo.ts';
import { rowLevelSecurity } from './row-level-security.ts';

export const importId = pgSequence('import_id');

export const importTable = pgTable(
  'import',
  {
    workspaceId: text('workspace_id').notNull(),
    id: bigint({ mode: 'number' }).notNull().default(sql`nextval('import_id')`),
    state: text().$type<ImportState>().notNull().default('received'),
    channelId: text('channel_id').notNull(),
    /** The message with the file. */
    shareTs: text('share_ts').notNull(),
    slackFileId: text('slack_file_id').notNull(),
    threadTs: text('thread_ts').notNull(),
    messageTs: text('message_ts'),
    fileName: text('file_name').notNull(),
    fileSize: bigint('file_size', { mode: 'number' }).notNull(),
    /** SHA-256 of the file's bytes, in hex. */
    fileDigest: text('file_digest'),
    requestedBy: text('requested_by').notNull(),
    addressed: boolean().notNull(),
    organizationId: bigint('organization_id', { mode: 'number' }),
    /** Whether people of another company may read what is said of it; asked whenever the file is read. */
    sharedOutside: boolean('shared_outside').notNull().default(false),
    header: jsonb().$type<MatchedHeader>(),
    /** Rows in the staging area; it is read again when fewer are there (unlogged tables don't survive a crash). */
    stagedRows: integer('staged_rows'),
    plan: jsonb().$type<Plan>(),
    planNumber: integer('plan_number').notNull().default(0),
    /** What the shown plan would do, row by row, as one number: an approval holds for exactly this. */
    fingerprint: text(),
    replanned: text(),
    /** What members chose; the defaults hold for the rest. */
    choices: jsonb().$type<Partial<Choices>>().notNull().default({}),
    /** The export that the file was made from. */
    baseExportId: bigint('base_export_id', { mode: 'number' }),
    /** The last operation: the one that an undo takes back. */
    operationId: bigint('operation_id', { mode: 'number' }),
    undo: jsonb().$type<Undo>(),
    undoneBy: text('undone_by'),
    /** The rows of the problem file as one text: it is posted again only when they are others. */
    problemRows: text('problem_rows'),
    /** Slack's id of the problem file, from before it is posted. */
    problemFileId: text('problem_file_id'),
    reason: text(),
    decidedBy: text('decided_by'),
    applyMs: integer('apply_ms'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    // The same event twice is one import.
    unique('import_share').on(table.workspaceId, table.channelId, table.shareTs, table.slackFileId),
    index('import_file_digest').on(table.workspaceId, table.fileDigest),
    rowLevelSecurity(),
  ],
);

/** A row of a problem file, and whom it created or updated: sharing it again means that end user. */
export const importRef = pgTable(
  'import_ref',
  {
    workspaceId: text('workspace_id').notNull(),
    importId: bigint('import_id', { mode: 'number' }).notNull(),
    line: integer().notNull(),
    endUserId: bigint('end_user_id', { mode: 'number' }).notNull(),
    /** The last one in which the row wrote something: what came after it is newer than the row. */
    operationId: bigint('operation_id', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.importId, table.line] }), rowLevelSecurity()],
);
