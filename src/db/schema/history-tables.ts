// The history of changes: who changed what from what to what, one operation a transaction.
import { sql } from 'drizzle-orm';
import {
  bigint,
  customType,
  index,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { rowLevelSecurity } from './row-level-security.ts';

const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' });

export const operationId = pgSequence('operation_id');

/** A set of changes that were made together. */
export const operation = pgTable(
  'operation',
  {
    workspaceId: text('workspace_id').notNull(),
    id: bigint({ mode: 'number' }).notNull().default(sql`nextval('operation_id')`),
    kind: text().$type<'import' | 'undo' | 'hand'>().notNull(),
    /** The import that was applied or undone. */
    importId: bigint('import_id', { mode: 'number' }),
    /** The operation that an undo takes back. */
    undoes: bigint({ mode: 'number' }),
    by: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** The transaction: an export's snapshot tells whether the export saw it. */
    transaction: transactionId().notNull().default(sql`pg_current_xact_id()`),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] }), rowLevelSecurity()],
);

/**
 * What an operation did to one end user: the fields that it changed, with their values before and after. `before`
 * is null for an end user who was brought back, `after` for one who was removed; the other then is the whole row.
 * End users whom an import created have no row here: they say so themselves (`end_user.created_in`), which spares a
 * large import of new people a second table as large as the first.
 */
export const change = pgTable(
  'change',
  {
    workspaceId: text('workspace_id').notNull(),
    operationId: bigint('operation_id', { mode: 'number' }).notNull(),
    endUserId: bigint('end_user_id', { mode: 'number' }).notNull(),
    before: jsonb(),
    after: jsonb(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.operationId, table.endUserId] }),
    index('change_end_user').on(table.workspaceId, table.endUserId),
    rowLevelSecurity(),
  ],
);
