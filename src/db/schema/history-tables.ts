// The history of changes: who changed which values, grouped into operations, one per transaction.
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { type OperationKind, operationKinds } from '../../model/operation-kind.ts';
import { importTable } from './import-table.ts';
import { oneOf } from './one-of.ts';
import { rowLevelSecurity } from './row-level-security.ts';
import { workspace } from './workspace-table.ts';

const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' });

export const operationId = pgSequence('operation_id');

/** A set of changes that were made together. */
export const operation = pgTable(
  'operation',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspace.id),
    id: bigint({ mode: 'number' }).notNull().default(sql`nextval('operation_id')`),
    kind: text().$type<OperationKind>().notNull(),
    /** The import that was applied, undone, or redone. Null for a change by hand. */
    importId: bigint('import_id', { mode: 'number' }),
    /** The operation that an undo or redo reverts. */
    undoes: bigint({ mode: 'number' }),
    /**
     * Whether the operation is undone. Null for undos and redos: their changes record what happened, but don't count when
     * the value of a cell is derived from its changes, see src/import/undo. An undo of a version before 0020 counts where
     * it left another value than the changes say.
     */
    undone: boolean().default(false),
    by: text().notNull(),
    /** The member who wanted it, if `by` approved it as a second person. Null: `by` did it alone. */
    requestedBy: text('requested_by'),
    /** How many end users it created, changed, archived, removed, or restored. */
    endUsers: integer('end_users').notNull().default(1),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /**
     * When the operation was committed, written by a trigger (migration "exact_past"): which of two overlapping operations an
     * export of a moment contains. Null for operations of version 0.1, for which `at` counts.
     */
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    /** The transaction: an export's snapshot tells whether the export contains the operation. */
    transaction: transactionId().notNull().default(sql`pg_current_xact_id()`),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    oneOf('operation', table.kind, operationKinds),
    foreignKey({
      name: 'operation_import',
      columns: [table.workspaceId, table.importId],
      foreignColumns: [importTable.workspaceId, importTable.id],
    }),
    foreignKey({
      name: 'operation_undoes',
      columns: [table.workspaceId, table.undoes],
      foreignColumns: [table.workspaceId, table.id],
    }),
    // Without these two indexes, each deleted import or operation would read all operations of its workspace.
    index('operation_by_import')
      .on(table.workspaceId, table.importId)
      .where(sql`${table.importId} is not null`),
    index('operation_by_undoes').on(table.workspaceId, table.undoes).where(sql`${table.undoes} is not null`),
    // What a member did within the last day, see src/db/alone-count.ts.
    index('operation_by_member').on(table.workspaceId, table.by, table.at),
    rowLevelSecurity(),
  ],
);

/**
 * What an operation did to one end user: the changed fields with their values before and after. `before` is null for an
 * end user who was restored; `after` is the whole row then. End users whom an import created have no row here, only their
 * `end_user.created_in`: a large import of new people would otherwise fill a second table as large as the first. Whoever was
 * removed is in `former_end_user`, or, by an earlier version, here: `after` is null, and `before` is the whole row. To find
 * both, query `history`, see src/db/history.ts.
 *
 * No foreign keys: an import writes a row for each end user that it updates, and checks of single rows are slow.
 */
export const change = pgTable(
  'change',
  {
    workspaceId: text('workspace_id').notNull(),
    operationId: bigint('operation_id', { mode: 'number' }).notNull(),
    endUserId: bigint('end_user_id', { mode: 'number' }).notNull(),
    before: jsonb(),
    after: jsonb(),
    /** The line of the file that an import read the values from. Null for other changes, and for those of version 0.1. */
    line: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.operationId, table.endUserId] }),
    index('change_end_user').on(table.workspaceId, table.endUserId),
    rowLevelSecurity(),
  ],
);

/**
 * What an operation did to one organization: the changed values, of `name` and `archived`, before and after. `before` is null
 * for an organization that was created or restored by the operation, `after` for one that was removed. Organizations that
 * were added by hand have no row for that.
 */
export const organizationChange = pgTable(
  'organization_change',
  {
    workspaceId: text('workspace_id').notNull(),
    operationId: bigint('operation_id', { mode: 'number' }).notNull(),
    organizationId: bigint('organization_id', { mode: 'number' }).notNull(),
    before: jsonb(),
    after: jsonb(),
    /** The line of the file that an import read the values from. Null for other changes. */
    line: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.operationId, table.organizationId] }),
    // The organization may be removed by an undo, so that no foreign key leads there.
    index('organization_change_organization').on(table.workspaceId, table.organizationId),
    foreignKey({
      name: 'organization_change_operation',
      columns: [table.workspaceId, table.operationId],
      foreignColumns: [operation.workspaceId, operation.id],
    }),
    rowLevelSecurity(),
  ],
);
