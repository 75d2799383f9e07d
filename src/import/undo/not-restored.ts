// Finds the end users who must not be restored, because they would be there twice: their row of a problem file was imported
// again and means another end user now, or one who has come or changed since they were created looks like them.
import { sql } from 'drizzle-orm';
import { duplicatePairs } from '../../db/duplicate-pairs.ts';
import { executeOne } from '../../db/execute-one.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { NotRestored } from '../../model/undo.ts';
import { restoredEndUsers } from './presence.ts';
import type { StartedUndo } from './start-undo.ts';

const maxItems = 5;

/** A temporary table: `end_user_id`, and `instead`, the end user who is there by now. */
const replaced = sql.raw('replaced_end_user');

/** Takes them out of the table `restoredEndUsers`. */
export async function leaveOutReplaced(
  tx: Transaction,
  { workspaceId, applied }: StartedUndo,
): Promise<{ count: number; first: NotRestored[] }> {
  const { any } = await executeOne<{ any: boolean }>(
    tx,
    sql`select exists (select from ${restoredEndUsers}) as any`,
  );
  if (!any) return { count: 0, first: [] };
  await tx.execute(sql`
    create temporary table ${replaced} on commit drop as
    with restored as materialized (
      select gone.* from ${restoredEndUsers} r
      join change c on c.workspace_id = ${workspaceId} and c.operation_id = r.removed_in and c.end_user_id = r.end_user_id
      cross join lateral jsonb_populate_record(null::end_user, c.before) gone
    ),
    by_now as materialized (
      select e.* from end_user e
      where e.workspace_id = ${workspaceId} and (e.created_in > ${applied}::bigint or e.id in (
        select c.end_user_id from change c
        where c.workspace_id = ${workspaceId} and c.operation_id > ${applied}::bigint
          and (c.before is null or c.after ?| array['name', 'email', 'phone', 'mobile'])))
    ),
    instead as (
      select one, other from ${duplicatePairs(sql`restored`, sql`by_now`)} pairs
      union
      select earlier.id, r.end_user_id from import_ref r
      cross join lateral unnest(r.earlier) as earlier (id)
      join end_user e on e.workspace_id = r.workspace_id and e.id = r.end_user_id
      where r.workspace_id = ${workspaceId} and r.earlier is not null and earlier.id <> r.end_user_id
        and earlier.id in (select end_user_id from ${restoredEndUsers})
    )
    select r.id as end_user_id, coalesce(r.name, r.email, '') as name, min(i.other) as instead
    from instead i join restored r on r.id = i.one group by 1, 2`);
  await tx.execute(
    sql`delete from ${restoredEndUsers} where end_user_id in (select end_user_id from ${replaced})`,
  );
  const rows = await tx.execute<{ name: string; id: number; other: string; count: number }>(sql`
    select p.name, e.id::float8 as id, coalesce(e.name, e.email, '') as other, (count(*) over ())::integer as count
    from ${replaced} p join end_user e on e.workspace_id = ${workspaceId} and e.id = p.instead
    order by p.end_user_id limit ${maxItems}`);
  return {
    count: rows[0]?.count ?? 0,
    first: rows.map(({ name, id, other }) => ({ endUser: name, like: { endUserId: id, endUser: other } })),
  };
}

/** Rows of problem files whose end users are gone mean the restored end users again. */
export async function pointRefsBack(tx: Transaction, { workspaceId }: StartedUndo): Promise<void> {
  await tx.execute(sql`
    update import_ref r set end_user_id = back.id, earlier = array_append(r.earlier, r.end_user_id)
    from (
      select p.import_id, p.line, max(earlier.id) as id
      from import_ref p
      cross join lateral unnest(p.earlier) as earlier (id)
      where p.workspace_id = ${workspaceId} and p.earlier is not null
        and earlier.id in (select end_user_id from ${restoredEndUsers})
        and not exists (select from end_user e where e.workspace_id = p.workspace_id and e.id = p.end_user_id)
      group by p.import_id, p.line
    ) back
    where r.workspace_id = ${workspaceId} and r.import_id = back.import_id and r.line = back.line`);
}
