// Store of the end users whom an import created or changed, in pages.
import { sql } from 'drizzle-orm';
import type { Field } from '../model/columns.ts';
import type { ImportedEndUser } from '../model/end-user.ts';
import type { ImportKey } from './imports.ts';
import type { Range } from './range.ts';
import type { Transaction } from './transaction.ts';

/** First those who were created, then those who were changed, by their ids. Whoever is gone since is not among them. */
export async function findImportedEndUsers(
  tx: Transaction,
  { workspaceId, importId }: ImportKey,
  { limit, offset }: Range,
): Promise<ImportedEndUser[]> {
  return tx.execute<ImportedEndUser & { changed: Field[] | null }>(sql`
    with applied as materialized (
      select min(id) as id from operation
      where workspace_id = ${workspaceId} and import_id = ${importId}::bigint and kind = 'import'
    ),
    people as (
      select e.id, 0 as rank, null::jsonb as after, null::integer as line from end_user e
      where e.workspace_id = ${workspaceId} and e.created_in = (select id from applied)
      union all
      select c.end_user_id, 1, c.after, c.line from change c
      where c.workspace_id = ${workspaceId} and c.operation_id = (select id from applied)
        and c.before is not null and c.after is not null
        and exists (select from end_user e where e.workspace_id = c.workspace_id and e.id = c.end_user_id)
    )
    select p.id::float8 as id, e.name, e.email, o.name as "organizationName", p.line,
      case when p.after is not null then array(select jsonb_object_keys(p.after)) end as changed
    from (select * from people order by rank, id limit ${limit} offset ${offset}) p
    join end_user e on e.workspace_id = ${workspaceId} and e.id = p.id
    join organization o on o.workspace_id = e.workspace_id and o.id = e.organization_id
    order by p.rank, p.id`);
}
