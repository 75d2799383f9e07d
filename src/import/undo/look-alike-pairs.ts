// Finds who must not come back: whoever would look like someone who is there by now. Two end users who have been there side by
// side, looking alike, are let back: a member has accepted both of them.
import { type SQL, sql } from 'drizzle-orm';
import { duplicatePairs, haveSameEmail, lookAlike } from '../../db/duplicate-pairs.ts';
import { executeOne } from '../../db/execute-one.ts';
import { history } from '../../db/history.ts';
import type { Transaction } from '../../db/transaction.ts';
import { hasGuardedField, hasTellingField, isEdit } from './counted-changes.ts';
import { restoredEndUsers } from './presence.ts';

/**
 * A temporary table: `one`, who must not come back, or must not get their email or their organization back, `other`, the end
 * user who is there by now, and `why`: 'person' (they look alike), 'email' (the email would be the same), 'move' (they would look
 * alike in that organization), or 'row' (a row of a problem file that meant `one` means `other` now).
 */
export const lookAlikePairs = sql.raw('look_alike_pair');

export type Returning = {
  readonly workspaceId: string;
  /** The import that is undone or redone. */
  readonly importId: number;
  /** A query for the rows of end users who come back. */
  readonly restored: SQL;
  /** A query for the rows of end users whose email comes back. */
  readonly reverted: SQL;
  /** A query for the rows of end users whose organization comes back. */
  readonly moved: SQL;
  /** Only what was there before this operation counts as side by side. */
  readonly before: number | null;
};

/**
 * Creates the table `lookAlikePairs`.
 *
 * @returns how many pairs there are
 */
export async function createPairs(tx: Transaction, returning: Returning): Promise<number> {
  const { workspaceId, importId, restored, reverted, moved } = returning;
  // Whoever has not changed since before the first change of those who return has been there side by side with them.
  const { since, isOneBatch } = await executeOne<{ since: number; isOneBatch: boolean }>(
    tx,
    sql`
    select coalesce(least((select min(coalesce(r.created_in, 0)) from (${restored}) r), (
        select min(c.operation_id) from change c
        where c.workspace_id = ${workspaceId} and c.end_user_id in (select r.id from (${reverted}) r union select m.id from (${moved}) m)
          and ${isEdit('c')} and ${hasGuardedField('c.after')})), 0)::float8 as since,
      (select count(distinct removed_in) < 2 from ${restoredEndUsers}) and not exists (${reverted}) as "isOneBatch"`,
  );
  await tx.execute(sql`
    create temporary table ${lookAlikePairs} on commit drop as
    with restored as materialized (${restored}), reverted as materialized (${reverted}),
    moved as materialized (${moved}),
    by_now as materialized (
      select e.* from end_user e
      where e.workspace_id = ${workspaceId} and (e.created_in >= ${since}::bigint or e.id in (
          select c.end_user_id from change c
          where c.workspace_id = ${workspaceId} and c.operation_id > ${since}::bigint
            and (c.before is null or ${hasTellingField('c.after')})))
        ${isOneBatch ? sql`and e.id not in (select end_user_id from ${restoredEndUsers})` : sql``}
    ),
    changed_by_others as materialized (
      select c.end_user_id from change c join operation o on o.workspace_id = c.workspace_id and o.id = c.operation_id
      where exists (select from moved) and c.workspace_id = ${workspaceId} and c.operation_id > ${since}::bigint
        and o.import_id is distinct from ${importId}::bigint and (c.before is null or ${hasTellingField('c.after')})
    ),
    new_there as materialized (
      select e.* from end_user e
      where exists (select from moved) and e.workspace_id = ${workspaceId}
        and (e.created_in >= ${since}::bigint or e.id in (select end_user_id from changed_by_others))
    ),
    -- Whoever was changed elsewhere may have been side by side with nobody.
    changed_elsewhere as materialized (
      select * from moved where id in (select end_user_id from changed_by_others)
    )
    select one, other, 'person' as why from ${duplicatePairs(sql`restored`, sql`by_now`)} pairs
    union
    select a.id, b.id, 'email' from reverted a
    join by_now b on b.workspace_id = a.workspace_id and b.organization_id = a.organization_id and b.id <> a.id
      and ${haveSameEmail}
    union
    select one, other, 'move' from ${duplicatePairs(sql`moved`, sql`new_there`)} pairs
    union
    select one, other, 'move' from ${duplicatePairs(sql`changed_elsewhere`, sql`end_user`)} pairs
    union
    select earlier.id, r.end_user_id, 'row' from import_ref r
    cross join lateral unnest(r.earlier) as earlier (id)
    join end_user e on e.workspace_id = r.workspace_id and e.id = r.end_user_id
    where r.workspace_id = ${workspaceId} and r.earlier is not null and earlier.id <> r.end_user_id
      and earlier.id in (select id from restored)`);
  await tx.execute(sql`analyze ${lookAlikePairs}`);
  if ((await countPairs(tx)) === 0) return 0;
  await dropSideBySide(tx, returning);
  return countPairs(tx);
}

async function countPairs(tx: Transaction): Promise<number> {
  const counted = sql`select count(*)::integer as count from ${lookAlikePairs}`;
  return (await executeOne<{ count: number }>(tx, counted)).count;
}

/** Drops the pairs that have been there side by side: it puts together what each of them was like, from change to change. */
async function dropSideBySide(tx: Transaction, { workspaceId, before }: Returning): Promise<void> {
  const isBefore = before === null ? sql`true` : sql`c.operation_id < ${before}::bigint`;
  await tx.execute(sql`
    with people as materialized (select one as id from ${lookAlikePairs} union select other from ${lookAlikePairs}),
    changes as materialized (
      select c.* from ${history} c
      where c.workspace_id = ${workspaceId} and c.end_user_id in (select id from people) and ${isBefore}
    ),
    stored as (
      select distinct on (s.id) s.id, s.row from (
        select e.id, to_jsonb(e) as row, 0 as rank from end_user e
        where e.workspace_id = ${workspaceId} and e.id in (select id from people)
        union all
        select end_user_id, before, -operation_id from changes where after is null
      ) s order by s.id, s.rank desc
    ),
    first as (
      select c.end_user_id, jsonb_merge(c.before order by c.operation_id desc) as row
      from changes c where ${isEdit('c')} group by c.end_user_id
    ),
    event as (
      select s.id, coalesce((s.row ->> 'created_in')::bigint, 0) as at,
        s.row || coalesce(f.row, '{}') || '{"is_gone": false}' as row
      from stored s left join first f on f.end_user_id = s.id
      union all
      select end_user_id, operation_id, case when after is null then '{"is_gone": true}'
        when before is null then after || '{"is_gone": false}' else after end
      from changes
    ),
    span as (
      select id, at, lead(at) over w as until, jsonb_merge(row) over w as row from event window w as (partition by id order by at)
    ),
    look as materialized (
      select s.id, s.at, s.until, p.organization_id, p.name, p.email, p.phone, p.mobile
      from span s cross join lateral jsonb_populate_record(null::end_user, s.row) p
      where s.row -> 'is_gone' = 'false'
    )
    delete from ${lookAlikePairs} p using look a, look b
    where a.id = p.one and b.id = p.other and a.at < coalesce(b.until, a.at + 1) and b.at < coalesce(a.until, b.at + 1)
      and a.organization_id = b.organization_id
      and case p.why when 'email' then ${haveSameEmail} when 'row' then false else ${lookAlike} end`);
}
