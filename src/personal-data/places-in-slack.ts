// Finds where in Slack an end user's values may be: the threads of imports, and the exports that had them.
import { sql } from 'drizzle-orm';
import { history } from '../db/history.ts';
import type { Transaction } from '../db/transaction.ts';
import type { EndUserKey } from '../model/end-user.ts';
import type { ExportedTo, ImportedFrom } from '../model/personal-data.ts';

/** The imports with these ids, newest first. */
export async function findImportThreads(
  tx: Transaction,
  workspaceId: string,
  importIds: readonly number[],
): Promise<ImportedFrom[]> {
  const rows = await tx.execute<ImportedFrom & { at: string }>(sql`
    select id::float8 as "importId", file_name as "fileName", requested_by as "requestedBy", created_at as at,
      channel_id as "channelId", thread_ts as "threadTs", state
    from import
    where workspace_id = ${workspaceId} and state <> 'ignored'
      and id in (select jsonb_array_elements(${JSON.stringify(importIds)}::jsonb)::bigint)
    order by id desc`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/**
 * The posted exports that may have them, newest first: those of all organizations or of theirs whose values are from when they
 * were there, or later.
 */
export async function findExportsOf(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
): Promise<ExportedTo[]> {
  const rows = await tx.execute<ExportedTo & { at: string }>(sql`
    with version as (
      select e.organization_id, e.created_at from end_user e
      where e.workspace_id = ${workspaceId} and e.id = ${endUserId}::bigint
      union all
      select (v.values ->> 'organization_id')::bigint, (v.values ->> 'created_at')::timestamptz
      from ${history} c cross join lateral (values (c.before), (c.after)) v (values)
      where c.workspace_id = ${workspaceId} and c.end_user_id = ${endUserId}::bigint and v.values ? 'organization_id'
    )
    select x.id::float8 as "exportId", x.kind, x.file_name as "fileName", x.requested_by as "requestedBy",
      x.finished_at as at, x.posted_in as "postedIn", x.message_ts as "messageTs", x.permalink, x.is_private as "isPrivate"
    from export x
    where x.workspace_id = ${workspaceId} and x.state = 'posted'
      and (x.organization_id is null or x.organization_id in (select organization_id from version))
      and coalesce(x.as_of, x.finished_at) >= (select min(created_at) from version)
    order by x.id desc`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
