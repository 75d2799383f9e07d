// SQL for the planned updates.
import { type SQL, sql } from 'drizzle-orm';
import { rowTable } from '../stage/stage.ts';
import type { PlanRules } from './rules.ts';

/**
 * A join of `p`, the planned row, `s`, the staged one, and `e`, the end user, with its condition.
 *
 * @param table the planned rows, see plan-rows.ts
 */
export const plannedUpdates = (table: SQL, { workspaceId, importId }: PlanRules): SQL => sql`
  ${table} p join ${rowTable(importId)} s using (line)
  join end_user e on e.workspace_id = ${workspaceId} and e.id = p.end_user_id
  where p.action = 'update'`;
