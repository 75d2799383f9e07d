// Finds the end users that an id or an email means: archived ones, too, and those whom an undo removed.
import { sql } from 'drizzle-orm';
import { emailKey, emailKeyOf } from '../db/duplicate-keys.ts';
import { history } from '../db/history.ts';
import type { Transaction } from '../db/transaction.ts';
import type { NamedEndUser } from '../model/personal-data.ts';

/** @param wanted one of both */
export function findNamed(
  tx: Transaction,
  workspaceId: string,
  wanted: { readonly id: number } | { readonly email: string },
): Promise<NamedEndUser[]> {
  const isWanted =
    'id' in wanted
      ? sql`e.id = ${wanted.id}::bigint`
      : sql`${emailKey('e')} = (select ${emailKeyOf('typed')} from (values (${wanted.email}::text)) t (typed))`;
  return tx.execute<NamedEndUser>(sql`
    with known as (
      select e.id, e.name, e.email, e.organization_id, e.archived, false as is_removed from end_user e
      where e.workspace_id = ${workspaceId}
      union all
      select * from (
        select distinct on (c.end_user_id) c.end_user_id, c.name, c.email, c.organization_id,
          coalesce(c.archived, false), true
        from ${history} c
        where c.workspace_id = ${workspaceId} and c.after is null
          and not exists (select from end_user e where e.workspace_id = c.workspace_id and e.id = c.end_user_id)
        order by c.end_user_id, c.operation_id desc
      ) removed
    )
    select e.id::float8 as id, coalesce(e.name, e.email, '') as name, o.name as "organizationName",
      e.archived as "isArchived", e.is_removed as "isRemoved"
    from known e left join organization o on o.workspace_id = ${workspaceId} and o.id = e.organization_id
    where ${isWanted}
    order by e.id limit 20`);
}
