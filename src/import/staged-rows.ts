// The staged rows, each with what its reference means: the end user whom that row of a problem file created.
import { type SQL, sql } from 'drizzle-orm';
import type { PlanRules } from './plan-rows.ts';
import { rowTable } from './stage.ts';

/** `s`, the row, and `r`, the reference of a row without contact_id. */
export const stagedRows = ({ workspaceId, importId }: PlanRules): SQL => sql`
  ${rowTable(importId)} s
  left join import_ref r on r.workspace_id = ${workspaceId} and r.import_id = s.ref_import
       and r.line = s.ref_line and s.contact_id is null`;

/** Whom the row itself names; null for a new row. */
export const namedEndUser = sql.raw('coalesce(s.contact_id, r.end_user_id)');
