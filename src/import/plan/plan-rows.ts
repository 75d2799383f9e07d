// Plans the rows: computes what would happen to each staged row, into a table. This is the core of the import.
//
// The query joins the staged rows with the end users and changes none of them, so the plan that members see and the check
// before an approved plan is written run the same query.
import { type SQL, sql } from 'drizzle-orm';
import { analyzeNewTable } from '../../db/analyze-table.ts';
import { applyBulkPlannerSettings } from '../../db/bulk-planner-settings.ts';
import { valuesOfKeys } from '../../db/custom-fields.ts';
import { executeOne } from '../../db/execute-one.ts';
import type { Transaction } from '../../db/transaction.ts';
import { type Field, fields } from '../../model/columns.ts';
import { stagedFields } from '../stage/cells.ts';
import { archivedBit, maskHas } from '../stage/masks.ts';
import { rowTable, takeOver } from '../stage/stage.ts';
import { readStagedFacts } from '../stage/staged-facts.ts';
import { baseTable, createBaseValues, joinBaseValues } from './base-values.ts';
import {
  createDuplicateCandidates,
  duplicateCandidateTable,
  joinCandidates,
  meantEndUser,
} from './duplicate-candidates.ts';
import { markDuplicatesAfterwards } from './duplicates-afterwards.ts';
import { keepKeys } from './keep-keys.ts';
import { leaveOut } from './leave-out.ts';
import { planLeavers } from './leavers.ts';
import { createMatchedRows, matchedRowTable, matchesRows } from './matched-rows.ts';
import { createNamedOrganizations, namedOrganizationTable } from './named-organizations.ts';
import { notesOnDamage } from './notes-on-damage.ts';
import { filledCells, isMove, isOfArchived, leftOutReason, looksLike, rowFault } from './row-problems.ts';
import { type PlanRules, presentFields } from './rules.ts';
import { markSomeoneElse } from './someone-else.ts';
import { namedEndUser, rowsNamingNobody, stagedRows } from './staged-rows.ts';
import { masksOfNew, threeWayMerge } from './three-way-merge.ts';
import { unchangedRows } from './unchanged-rows.ts';

/**
 * Creates a table with one row per staged row:
 * - `line` (of a leaver of a roster, see `planLeavers`, a negative number); `action`: 'create', 'update', 'unchanged', or 'left out'
 * - `end_user_id`: the end user that the row updates; `organization_id`: where they are, or would be
 * - `moved_from`: the organization that the row would move its end user away from; null for nearly all rows
 * - masks of fields: `changed` (would be written), `emptied` (empty in the file, but not in the database), `conflicts`
 *   (changed in both), `older` (hold an older value), `stale` (not edited, and changed here since), `damaged` (by a
 *   spreadsheet)
 * - `custom`: what happens to the keys of the custom fields, see `mergeKeys`; null for nearly all rows
 * - `present`: a hash of the current values of the changed cells
 * - `problem`: why the row is left out; `note`: what the problem file says about a row that is not left out
 * - `duplicate_candidate`: for a new row, the end user who looks like it, or else the first line that does; null if there is
 *   neither; `looks_like`: who that is, as a sentence for the member
 * - `unknown`: whether the row's contact_id doesn't exist
 * - `someone_else`: why the row would turn its end user into someone else
 * - `turn`: whether the row would 'archive' or 'restore' its end user; null if neither
 * - `of_archived`: whether the row would change an archived end user without saying so
 * - `same_as`: the first of several lines that mean the same end user
 * - `unselected`, `unselected_cells`: what a member left out, see `leaveOut`
 */
export async function planRows(
  tx: Transaction,
  table: SQL,
  kind: 'unlogged' | 'temporary',
  rules: PlanRules,
): Promise<void> {
  const { rows, named, present } = await readStagedFacts(tx, rules.importId);
  await applyBulkPlannerSettings(tx, rules.workspaceId, rows);
  await createNamedOrganizations(tx, rules);
  await createMatchedRows(tx, rules);
  await createDuplicateCandidates(tx, rules, named > 0);
  const arms = { known: named > 0 || (await isAnyKnown(tx, rules)), new: named < rows };
  await createBaseValues(tx, rules, arms.known);
  const onCommit = sql.raw(kind === 'temporary' ? 'on commit drop' : '');
  await tx.execute(
    sql`create ${sql.raw(kind)} table ${table} ${onCommit} as ${plannedRows({ ...rules, present }, arms)}`,
  );
  await analyzeNewTable(tx, sql`${table} (line, action, end_user_id)`);
  // Before anything is left out: a row is judged by all that it says.
  if (arms.known) await markSomeoneElse(tx, table, rules);
  if (arms.known) await markDuplicatesAfterwards(tx, table, rules);
  await planLeavers(tx, table, rules, presentValues());
  await leaveOut(tx, table, rules, presentValues());
  // Once more: whoever keeps an email that they were to give up may now be met.
  if (arms.known && rules.leftOut) await markDuplicatesAfterwards(tx, table, rules);
  if (kind === 'temporary') return;
  await keepKeys(tx, rules.importId, rows);
  await takeOver(tx, 'plan', rules.importId);
}

/** Everything that a row says, to compare rows. The problem stands for cells that could not be read. */
const content = sql.raw(
  `md5(row(s.problem, s.customer_id, ${stagedFields.map((field) => `s.${field}`).join(', ')})::text)`,
);

const presentValue = (field: Field): SQL =>
  field === 'custom_fields'
    ? valuesOfKeys(sql.raw('e.custom_fields'), sql.raw("(d.custom -> 'changed')"))
    : sql.raw(`e.${field}`);

/** The current values of the cells that would change: what the plan shows as "now", and an approval depends on. */
const presentValues = (among: readonly Field[] = fields): SQL =>
  sql`hashtextextended(row(${sql.join(
    among.map((field) => sql`case when ${maskHas('d.changed', field)} then ${presentValue(field)} end`),
    sql`, `,
  )})::text, 0)`;

/** Rows that name nobody and look like nobody. For most of them, Postgres has nothing to look up. */
const isCertainlyNew = (rules: PlanRules): SQL => sql`(s.contact_id is null and s.ref_import is null
    and not exists (select from ${duplicateCandidateTable} c where c.line = s.line)
    ${matchesRows(rules) ? sql`and not exists (select from ${matchedRowTable} m where m.line = s.line)` : sql``})`;

/** The columns of masks, see `planRows`. */
const masks = ['changed', 'emptied', 'conflicts', 'older', 'stale', 'damaged'];

/** Whether any row means or looks like somebody although it names nobody. */
async function isAnyKnown(tx: Transaction, rules: PlanRules): Promise<boolean> {
  const { isAny } = await executeOne<{ isAny: boolean }>(
    tx,
    sql`select exists (select from ${duplicateCandidateTable})
      or exists (select from ${matchedRowTable} where ${matchesRows(rules)}) as "isAny"`,
  );
  return isAny;
}

/** Which rows there are: those that may be about somebody who is there, and certainly new ones. */
type Arms = { readonly known: boolean; readonly new: boolean };

/** A query for rows that aren't there costs nothing to run, but as much as all others to plan. */
function plannedRows(rules: PlanRules, arms: Arms): SQL {
  if (!arms.known) return newRowsOnly(rules);
  return arms.new ? sql`${knownRows(rules)} union all ${newRowsOnly(rules)}` : knownRows(rules);
}

function knownRows(rules: PlanRules): SQL {
  const { workspaceId, importId } = rules;
  const rows = sql`${stagedRows(rules)} ${joinCandidates}`;
  const endUserId = meantEndUser(rules);
  // The sign distinguishes ids from references that have created no one.
  const meant = sql`coalesce(${endUserId},
    hashtextextended(s.ref_import || '-' || s.ref_line, 0) | (1::bigint << 63))`;
  // "offset 0" keeps Postgres from merging the rows before it drops them.
  const toMerge = sql`(
    select s.* from ${rowTable(importId)} s
    where not ${isCertainlyNew(rules)} and not exists (select from unchanged u where u.line = s.line) offset 0)`;
  return sql`
    with means as not materialized (
      select s.line, ${meant} as end_user, ${content} as content,
             case when s.contact_id is null then s.ref_import || '-L' || s.ref_line end as ref
      from ${rows}
      where s.contact_id is not null or s.ref_import is not null or matched.end_user_id is not null or l.line is not null
    ),
    repeated as materialized (
      select end_user from means group by end_user having count(*) > 1
    ),
    unchanged as materialized (${unchangedRows(rules, sql`repeated`)}
    ),
    repeats as (
      select end_user, min(line) as first_line, count(*) as times, (array_agg(line order by line))[1:5] as lines,
             count(distinct content) > 1 as differ,
             case when count(ref) = count(*) and min(ref) = max(ref) then min(ref) end as same_ref
      from means join repeated using (end_user) group by end_user
    )
    select line, 'unchanged' as action, end_user_id, organization_id, null::bigint as moved_from,
      ${sql.raw(masks.map((mask) => `0 as ${mask}`).join(', '))}, null::jsonb as custom, null::bigint as present, null::text as problem, null::text as note,
      null::bigint as duplicate_candidate, null::text as looks_like, null::integer as same_as, false as unknown,
      null::text as someone_else, null::text as turn, false as of_archived
    from unchanged
    union all
    ${outcomes(
      rules,
      sql`${stagedRows(rules, toMerge)} ${joinCandidates}
      left join end_user e on e.workspace_id = ${workspaceId} and e.id = ${endUserId}
      ${joinBaseValues(rules)}
      left join repeats on repeats.end_user = ${meant}`,
      threeWayMerge(rules, filledCells(rules)),
    )}`;
}

/**
 * The same rules as for other rows. What they compare with is null when Postgres plans the query, so that it drops all that
 * depends on an end user.
 */
const newRowsOnly = (rules: PlanRules): SQL => sql`
    ${outcomes(
      rules,
      sql`${rowsNamingNobody(rules)} cross join (select (null::${duplicateCandidateTable}).*) l
      cross join (select (null::end_user).*) e cross join (select (null::${baseTable}).*) b
      cross join (select null::integer as first_line, null::bigint as times, null::integer[] as lines, null::boolean as differ,
                         null::text as same_ref) repeats`,
      masksOfNew(filledCells(rules)),
    )}
    where ${isCertainlyNew(rules)}`;

/**
 * A query for the columns of the plan table.
 *
 * @param rows staged rows `s`, with their reference `r`, duplicate candidate `l`, end user `e`, base values `b`, and `repeats`
 * @param merge see `threeWayMerge`
 */
function outcomes(rules: PlanRules, rows: SQL, merge: SQL): SQL {
  const { workspaceId, organizationId, namesOrganizations } = rules;
  // An unknown name says that not just any organization was meant: only one that a member named replaces it.
  const named = namesOrganizations
    ? sql`when n.organization_id is not null then n.organization_id
          when n.written is not null then ${rules.namedOrganizationId ?? null}::bigint`
    : sql``;
  // Whoever is archived may come back without a cell that says so.
  const changeable = fields.filter((field) => field === 'archived' || presentFields(rules).includes(field));
  return sql`
    select s.line,
      case when p.problem is not null then 'left out'
           when repeats.first_line < s.line then 'unchanged'
           when e.id is null then 'create'
           when d.changed = 0 then 'unchanged'
           else 'update' end as action,
      e.id as end_user_id, case when e.id is null or ${isMove} then o.id else e.organization_id end as organization_id,
      case when ${isMove} and f.fault is null then e.organization_id end as moved_from, d.changed, d.emptied, d.conflicts, d.older, d.stale, d.damaged, d.custom,
      case when e.id is not null and d.changed <> 0 then ${presentValues(changeable)} end as present,
      p.problem, case when d.damaged <> 0 then ${notesOnDamage(rules)} end as note,
      coalesce(l.end_user_id, l.first_line) as duplicate_candidate,
      case when l.line is not null then ${looksLike(rules)} end as looks_like, repeats.first_line as same_as,
      s.contact_id is not null and (e.id = ${namedEndUser}) is not true and f.fault is null as unknown,
      null::text as someone_else,
      case when d.changed & ${archivedBit} <> 0 then case when e.archived then 'restore' else 'archive' end end as turn,
      ${isOfArchived} as of_archived
    from ${rows}
    ${namesOrganizations ? sql`left join ${namedOrganizationTable} n on n.written = s.organization` : sql``}
    left join organization o on o.workspace_id = ${workspaceId}
         and o.id = case when s.customer_id is not null then s.customer_id
                         when e.organization_id is not null then e.organization_id
                         ${named} else ${organizationId}::bigint end
    left join lateral (${merge}) d on repeats.first_line is null or repeats.first_line = s.line
    cross join lateral (select ${rowFault(rules)} as fault) f
    cross join lateral (select ${leftOutReason(rules)} as problem) p`;
}
