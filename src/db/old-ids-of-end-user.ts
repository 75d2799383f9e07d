// SQL for the old ids of end users, which they had on the site that they were moved in from.
import { type SQL, sql } from 'drizzle-orm';

/** The old ids of an end user `e` as an array; null if there are none. */
export const oldIdsOfEndUser: SQL = sql.raw(`(
  select array_agg(d.old_id::float8 order by d.old_id) from old_id d
  where d.workspace_id = e.workspace_id and d.kind = 'end user' and d.id = e.id)`);

/** Whether an end user `e` has the old id. */
export const hasOldId = (workspaceId: string, oldId: number): SQL => sql`e.id in (
  select d.id from old_id d where d.workspace_id = ${workspaceId} and d.kind = 'end user' and d.old_id = ${oldId}::bigint)`;
