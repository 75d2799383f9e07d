// The ids that organizations and end users had on the site that they were moved in from: references, never our ids.
import { bigint, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { type OldIdKind, oldIdKinds } from '../../model/old-id-kind.ts';
import { oneOf } from './one-of.ts';
import { rowLevelSecurity } from './row-level-security.ts';
import { workspace } from './workspace-table.ts';

/**
 * No foreign key to what has the old id: an undo removes the end user, and an old id without one counts as unknown. It stays
 * for a redo, and, after an erasure, so that a later file of that site doesn't bring the end user back.
 */
export const oldId = pgTable(
  'old_id',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspace.id),
    kind: text().$type<OldIdKind>().notNull(),
    oldId: bigint('old_id', { mode: 'number' }).notNull(),
    /** Our id of the organization or the end user. */
    id: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.kind, table.oldId] }),
    oneOf('old_id', table.kind, oldIdKinds),
    index('old_id_of').on(table.workspaceId, table.kind, table.id),
    rowLevelSecurity(),
  ],
);
