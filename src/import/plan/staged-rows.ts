// The staged rows, each with what its reference means: whom that row of a problem file created or updated.
import { type SQL, sql } from 'drizzle-orm';
import { rowTable } from '../stage/stage.ts';
import type { PlanRules } from './rules.ts';

/** `s`, the row, and `r`, its reference; none where the row names somebody else who is known here by contact_id. */
export const stagedRows = ({ workspaceId, importId }: PlanRules): SQL => sql`
  ${rowTable(importId)} s
  left join import_ref r on r.workspace_id = ${workspaceId} and r.import_id = s.ref_import
       and r.line = s.ref_line and (s.contact_id is null or s.contact_id = r.end_user_id or not exists (
         select from end_user k where k.workspace_id = ${workspaceId} and k.id = s.contact_id))`;

/**
 * Whom the row itself names; null for a new row. Not by `coalesce`: Postgres takes that for a function that may tell
 * what row-level security hides, and would then rather read all end users than use their index.
 */
export const namedEndUser = sql.raw(
  'case when r.end_user_id is null then s.contact_id else r.end_user_id end',
);
