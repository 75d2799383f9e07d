// End users: the people of the organizations. The columns are named as in the file, so SQL can be generated from them.
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
} from 'drizzle-orm/pg-core';
import { rowLevelSecurity } from './row-level-security.ts';
import { keyOf } from './text-key.ts';

// One sequence for all workspaces: see `organizationId`.
export const endUserId = pgSequence('end_user_id');

/** What is stored of an end user, besides the id and what Postgres computes. */
const values = {
  // In `end_user`, triggers guarantee that the organization exists (migrations "end_user_organization" and "end_user_moves"):
  // a foreign key checks each new row, which takes a third of the time of a large import.
  organizationId: bigint('organization_id', { mode: 'number' }).notNull(),
  name: text(),
  title: text(),
  email: text(),
  phone: text(),
  extension: text(),
  mobile: text(),
  address1: text(),
  address2: text(),
  city: text(),
  state: text(),
  zip: text(),
  notes: text(),
  direct_report: text(),
  ticket_matching_emails: text(),
  notification_billing: boolean(),
  notification_marketing: boolean(),
  notification_reports: boolean(),
  vendor_id: bigint({ mode: 'bigint' }),
  custom_fields: jsonb(),
  /** Archived end users are in no export, list, or duplicate check unless someone asks for them. */
  archived: boolean().notNull().default(false),
  /** The operation that created the end user. */
  createdIn: bigint('created_in', { mode: 'number' }),
  /** The line of the file that the end user was created from. Null: created by hand, or by version 0.1. */
  createdLine: integer('created_line'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
};

export const endUser = pgTable(
  'end_user',
  {
    workspaceId: text('workspace_id').notNull(),
    id: bigint({ mode: 'number' }).notNull().default(sql`nextval('end_user_id')`),
    ...values,
    /** What the email and the name are compared by, see src/db/duplicate-keys.ts. */
    emailKey: bigint('email_key', { mode: 'bigint' }).generatedAlwaysAs(() => keyOf('email')),
    nameKey: bigint('name_key', { mode: 'bigint' }).generatedAlwaysAs(() => keyOf('name')),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('end_user_email_key').on(table.workspaceId, table.emailKey),
    // One index serves "all of this organization" and "the same name in this organization".
    index('end_user_name_key').on(table.workspaceId, table.organizationId, table.nameKey),
    rowLevelSecurity(),
  ],
);

/** The end users whom an operation, an undo, removed: as they were. They may have been restored since. */
export const formerEndUser = pgTable(
  'former_end_user',
  {
    workspaceId: text('workspace_id').notNull(),
    id: bigint({ mode: 'number' }).notNull(),
    /** The operation that removed the end user. */
    removedIn: bigint('removed_in', { mode: 'number' }).notNull(),
    ...values,
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.removedIn, table.id] }),
    index('former_end_user_id').on(table.workspaceId, table.id),
    // Finds whom an operation created. Small and cheap: an undo removes them together.
    index('former_end_user_created_in')
      .using('brin', table.workspaceId, table.createdIn)
      .with({ autosummarize: true }),
    rowLevelSecurity(),
  ],
);
