// Finds who is not in a roster: the current end users of its organizations whom no row means. Where a member says so, they are
// rows of the plan like any other, so that they are shown, approved, archived, and undone like any other.
import { type SQL, sql } from 'drizzle-orm';
import { withoutNestedLoops } from '../../db/bulk-planner-settings.ts';
import { keyOf } from '../../db/schema/text-key.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Leavers, ManyArchived } from '../../model/plan.ts';
import { archivedBit } from '../stage/masks.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import { duplicateCandidateTable } from './duplicate-candidates.ts';
import { matchedRowTable } from './matched-rows.ts';
import type { PlanRules } from './rules.ts';

/** A temporary table: `end_user_id` and `organization_id`. */
const leaverTable = sql.raw('leaver');

/** How many are named. */
const maxNamed = 20;

/** From this many archived end users of an organization on, their share counts: a tenth is much. */
const few = 5;

/**
 * A roster for the organization that the message names is only about that one, wherever its rows belong.
 *
 * Creates the table of leavers, and adds them to the planned rows if they are to be archived. Such a row has no line in
 * the file; its line is negative.
 *
 * @param table see `planRows`
 * @param presentValues SQL for `present`, of `d`, the planned row, and `e`, the end user
 */
export async function planLeavers(
  tx: Transaction,
  table: SQL,
  rules: PlanRules,
  presentValues: SQL,
): Promise<void> {
  if (!rules.instructions?.roster) return;
  const { workspaceId, importId, choices, namedOrganizationId = null } = rules;
  await withoutNestedLoops(tx, () =>
    tx.execute(sql`
    create temporary table ${leaverTable} on commit drop as
    with in_file as materialized (
      select end_user_id as id from ${table} where end_user_id is not null
      union select contact_id from ${rowTable(importId)} where contact_id is not null
      union select end_user_id from ${duplicateCandidateTable} where end_user_id is not null
      union select unnest(array[first_id, last_id]) from ${matchedRowTable}
    ),
    email_in_file as materialized (
      select distinct ${keyOf('s.email')} as key from ${rowTable(importId)} s where s.email <> ''
    ),
    -- Nobody knows whom a row means that is left out and names no one: perhaps whoever has its name.
    name_left_out as materialized (
      select distinct ${keyOf('s.name')} as key from ${table} p join ${rowTable(importId)} s using (line)
      where p.action = 'left out' and p.end_user_id is null and s.name <> ''
    )
    select e.id as end_user_id, e.organization_id
    from end_user e
    where e.workspace_id = ${workspaceId} and not e.archived
      and e.organization_id in (
        select p.organization_id from ${table} p
        join organization o on o.workspace_id = ${workspaceId} and o.id = p.organization_id and not o.archived
        where p.action <> 'left out' ${
          namedOrganizationId === null ? sql`` : sql`and p.organization_id = ${namedOrganizationId}::bigint`
        })
      and not exists (select from in_file where in_file.id = e.id)
      -- Whoever shares their email with a row may be meant by it.
      and (e.email_key is null or e.email_key not in (select key from email_in_file where key is not null))
      and (e.name_key is null or e.name_key not in (select key from name_left_out where key is not null))`),
  );
  if (choices.leavers !== 'archive') return;
  const leaving = sql`select l.*, ${archivedBit} as changed, null::jsonb as custom from ${leaverTable} l`;
  await tx.execute(sql`
    insert into ${table} (line, action, end_user_id, organization_id, changed, emptied, conflicts, older, stale, damaged,
      present, unknown, turn, of_archived)
    select row_number() over (order by d.end_user_id) - count(*) over () - 1, 'update', d.end_user_id, d.organization_id, d.changed, 0, 0, 0, 0, 0, ${presentValues}, false, 'archive', false
    from (${leaving}) d join end_user e on e.workspace_id = ${workspaceId} and e.id = d.end_user_id`);
}

/** @returns null if the file is no roster, or has everybody */
export async function findLeavers(tx: Transaction, rules: PlanRules): Promise<Leavers | null> {
  if (!rules.instructions?.roster) return null;
  const rows = await tx.execute<Leavers['first'][number] & { total: number }>(sql`
    select e.id::float8 as "endUserId", coalesce(e.name, e.email, '–') as "endUser", o.name as organization,
      (count(*) over ())::integer as total
    from ${leaverTable} l
    join end_user e on e.workspace_id = ${rules.workspaceId} and e.id = l.end_user_id
    join organization o on o.workspace_id = e.workspace_id and o.id = e.organization_id
    order by o.name, e.name, e.id limit ${maxNamed}`);
  return rows[0] === undefined
    ? null
    : { count: rows[0].total, first: rows.map(({ total: _, ...who }) => who) };
}

/** The organizations of which the plan would archive more than a tenth, and more than a few. */
export async function findManyArchived(tx: Transaction, rules: PlanRules): Promise<ManyArchived[]> {
  const { workspaceId, importId } = rules;
  return tx.execute<ManyArchived>(sql`
    select o.name as organization, p.archived, c.of
    from (
      select e.organization_id, count(*)::integer as archived
      from ${planTable(importId)} p join end_user e on e.workspace_id = ${workspaceId} and e.id = p.end_user_id
      where p.action = 'update' and p.turn = 'archive' group by 1 having count(*) > ${few}
    ) p
    join organization o on o.workspace_id = ${workspaceId} and o.id = p.organization_id
    cross join lateral (
      select count(*)::integer as of from end_user e
      where e.workspace_id = ${workspaceId} and e.organization_id = o.id and not e.archived
    ) c
    where p.archived * 10 > c.of
    order by p.archived desc, o.id`);
}
