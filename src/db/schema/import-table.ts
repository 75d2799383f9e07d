// Imports, and which end users the rows of their problem files became.
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';
import type { Choices } from '../../model/choices.ts';
import type { FileOffer } from '../../model/file-offer.ts';
import { type DirectMessage, type ImportState, importStates, ways } from '../../model/import.ts';
import type { Instructions } from '../../model/instructions.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { Plan } from '../../model/plan.ts';
import type { Letters } from '../../model/read-as.ts';
import type { RowAction } from '../../model/row.ts';
import type { FormulaRule } from '../../model/spreadsheet-safe.ts';
import type { Undo } from '../../model/undo.ts';
import { exportTable } from './export-table.ts';
import { oneOf } from './one-of.ts';
import { rowLevelSecurity } from './row-level-security.ts';
import { workspace } from './workspace-table.ts';

export const importId = pgSequence('import_id');

export const importTable = pgTable(
  'import',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspace.id),
    id: bigint({ mode: 'number' }).notNull().default(sql`nextval('import_id')`),
    state: text().$type<ImportState>().notNull().default('received'),
    channelId: text('channel_id').notNull(),
    /** The message with the file. */
    shareTs: text('share_ts').notNull(),
    slackFileId: text('slack_file_id').notNull(),
    threadTs: text('thread_ts').notNull(),
    messageTs: text('message_ts'),
    /** How the latest state was told; null until one was, and in imports of earlier versions. */
    way: text('way', { enum: ways }),
    /** The message in a member's direct messages, if there is one. */
    direct: jsonb('direct').$type<DirectMessage>(),
    /** Which state of the import was last told to the member privately. */
    told: text('told'),
    /** What the message wants done with the end users of the file. */
    action: text().$type<RowAction>(),
    /** What it says about how the rows are to be taken. */
    instructions: jsonb().$type<Instructions>().notNull().default({}),
    fileName: text('file_name').notNull(),
    /** In bytes. */
    fileSize: bigint('file_size', { mode: 'number' }).notNull(),
    /** SHA-256 of the file's bytes, in hex. */
    fileDigest: text('file_digest'),
    requestedBy: text('requested_by').notNull(),
    /** Who else wanted it: had the bot take the file, or made its plan larger. */
    askedBy: text('asked_by').array().notNull().default([]),
    addressed: boolean().notNull(),
    /** What the member was told privately; null for a file that is not worth it, and for one that the bot took. */
    offer: jsonb().$type<FileOffer>(),
    /** As typed by the member (`org 12`): no foreign key, because an unknown id is refused only after the share. */
    organizationId: bigint('organization_id', { mode: 'number' }),
    /** As typed by the member (`org Acme Ltd`), if no organization has this name. */
    organizationName: text('organization_name'),
    /** Whether a member chose the organization in the plan's menu. */
    organizationChosen: boolean('organization_chosen').notNull().default(false),
    /** Whether people of another company can read the import's thread. Checked each time the file is read. */
    sharedOutside: boolean('shared_outside').notNull().default(false),
    header: jsonb().$type<MatchedHeader>(),
    /** Rows in the staging area. The file is read again when fewer are left: unlogged tables don't survive a crash. */
    stagedRows: integer('staged_rows'),
    plan: jsonb().$type<Plan>(),
    planNumber: integer('plan_number').notNull().default(0),
    /** A hash of what the shown plan would do to each row: an approval holds for exactly this. */
    fingerprint: text(),
    /** What the plan was made from, see src/import/plan/basis.ts; null in plans of earlier versions. */
    planBasis: text('plan_basis'),
    replanned: text(),
    /** What members chose; the defaults apply to the rest. */
    choices: jsonb().$type<Partial<Choices>>().notNull().default({}),
    /** What a member left out of the plan, see `parseLeftOut`; null: nothing. */
    leftOut: jsonb('left_out').$type<unknown>(),
    /** How members chose that the file is read, see `parseReadAs`; the rest is guessed from the file. */
    readAs: jsonb('read_as').$type<unknown>().notNull().default({}),
    /** What the plan says about the letters of a file that is not Unicode. */
    letters: jsonb().$type<Letters>(),
    /** The export that the file was made from. */
    baseExportId: bigint('base_export_id', { mode: 'number' }),
    /** The last operation, which an undo reverts. No foreign key: `operation.import_id` refers back to the import. */
    operationId: bigint('operation_id', { mode: 'number' }),
    undo: jsonb().$type<Undo>(),
    undoneBy: text('undone_by'),
    /** Who asked for an undo or redo that takes a second person. */
    undoAskedBy: text('undo_asked_by'),
    /** The rows of the problem file as one text: the file is posted again only when its rows change. */
    problemRows: text('problem_rows'),
    /** Slack's id of the problem file, stored before the file is posted. */
    problemFileId: text('problem_file_id'),
    /** Slack's ids of the files of all cells that were posted, by what is in them and where they went. */
    cellsFiles: jsonb('cells_files').$type<Readonly<Record<string, string>>>().notNull().default({}),
    /** By which rule formulas are kept out of the problem file, as in `export`. */
    formulaRule: smallint('formula_rule').$type<FormulaRule>().notNull().default(1),
    reason: text(),
    decidedBy: text('decided_by'),
    applyMs: integer('apply_ms'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    oneOf('import', table.state, importStates),
    // Makes one import of an event that Slack delivers twice.
    unique('import_share').on(table.workspaceId, table.channelId, table.shareTs, table.slackFileId),
    // What members say in a thread may be about a file in it that the bot ignored.
    index('import_thread').on(table.workspaceId, table.channelId, table.threadTs),
    index('import_file_digest').on(table.workspaceId, table.fileDigest),
    foreignKey({
      name: 'import_base_export',
      columns: [table.workspaceId, table.baseExportId],
      foreignColumns: [exportTable.workspaceId, exportTable.id],
    }),
    // Without an index, each deleted export would read all imports of its workspace.
    index('import_by_base_export')
      .on(table.workspaceId, table.baseExportId)
      .where(sql`${table.baseExportId} is not null`),
    rowLevelSecurity(),
  ],
);

/**
 * A row of a problem file, and the end user that it created or updated: the same row, shared again, means that one.
 *
 * No foreign keys: a problem file can have as many rows as the file.
 */
export const importRef = pgTable(
  'import_ref',
  {
    workspaceId: text('workspace_id').notNull(),
    importId: bigint('import_id', { mode: 'number' }).notNull(),
    line: integer().notNull(),
    endUserId: bigint('end_user_id', { mode: 'number' }).notNull(),
    /** The last operation in which the row changed something: later operations are newer than the row. */
    operationId: bigint('operation_id', { mode: 'number' }).notNull(),
    /** The end users that the row meant before, oldest first. A redo must not restore them beside the current one. */
    earlier: bigint({ mode: 'number' }).array(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.importId, table.line] }),
    index('import_ref_earlier').on(table.workspaceId).where(sql`${table.earlier} is not null`),
    rowLevelSecurity(),
  ],
);

/**
 * The cells of a row that was left out, so that it can be fixed by a file with only its `import_ref` and the changed
 * cells. Kept for 90 days.
 */
export const leftOutRow = pgTable(
  'left_out_row',
  {
    workspaceId: text('workspace_id').notNull(),
    importId: bigint('import_id', { mode: 'number' }).notNull(),
    line: integer().notNull(),
    /** The canonical cells by column, without those that could not be read. */
    cells: jsonb().notNull(),
    savedAt: timestamp('saved_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.importId, table.line] }), rowLevelSecurity()],
);
