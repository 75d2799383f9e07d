// What would happen to each staged row, in a table of its own: the heart of the import.
//
// It reads the rows and the end users side by side and changes nobody, so the plan that is shown and the check that
// an approval makes before it writes are the same queries.
import { type SQL, sql } from 'drizzle-orm';
import { applyBulkPlannerSettings } from '../../db/bulk-planner-settings.ts';
import type { Transaction } from '../../db/transaction.ts';
import { fields } from '../../model/columns.ts';
import { maskHas, maskOf, sqlTypeOf } from '../stage/cells.ts';
import { countStagedRows, restrictToWorkspace } from '../stage/stage.ts';
import { baseTable, createBaseValues } from './base-values.ts';
import { createDuplicateCandidates, duplicateCandidateTable } from './duplicate-candidates.ts';
import { notesOnDamage } from './notes-on-damage.ts';
import type { PlanRules } from './rules.ts';
import { namedEndUser, stagedRows } from './staged-rows.ts';
import { baseText, threeWayMerge } from './three-way-merge.ts';

/**
 * Makes a table with a row per staged row:
 * - `line`, `action`: 'create', 'update', 'unchanged' or 'left out'
 * - `end_user_id`: whom it updates, `organization_id`
 * - masks of fields: `changed` (would be written), `emptied` (empty in the file and filled here), `conflicts`
 *   (changed both there and here), `damaged` (by a spreadsheet)
 * - `present`: the values there now, as a hash
 * - `problem`: why it is left out; `note`: what is to be known of a row that is not
 * - `look_alike`: an end user with the same e-mail, of a new row; `unknown`: whether its contact_id is not known here
 * - `same_as`: the first of the lines that mean the same end user, where there are several
 */
export async function planRows(
  tx: Transaction,
  table: SQL,
  kind: 'unlogged' | 'temporary',
  rules: PlanRules,
): Promise<void> {
  await applyBulkPlannerSettings(tx, await countStagedRows(tx, rules.importId));
  await createDuplicateCandidates(tx, rules);
  await createBaseValues(tx, rules);
  const ends = sql.raw(kind === 'temporary' ? 'on commit drop' : '');
  await tx.execute(sql`create ${sql.raw(kind)} table ${table} ${ends} as ${judgedRows(rules)}`);
  await tx.execute(sql`analyze ${table}`);
  if (kind === 'unlogged') await restrictToWorkspace(tx, table);
}

const cellFilled = maskOf((field) => sql.raw(`s.${field} <> ''`));

/** All that a row says, for telling whether two say the same. What can't be read is told by the problem. */
const content = sql.raw(
  `md5(row(s.problem, s.customer_id, ${fields.map((field) => `s.${field}`).join(', ')})::text)`,
);

/** The present values of the cells that would change: "now" of the plan, which an approval is held to. */
const presentValues = sql`hashtextextended(row(${sql.join(
  fields.map((field) => sql`case when ${maskHas('d.changed', field)} then ${sql.raw(`e.${field}`)} end`),
  sql`, `,
)})::text, 0)`;

function judgedRows(rules: PlanRules): SQL {
  const { workspaceId, organizationId, choices } = rules;
  const rows = sql`${stagedRows(rules)} left join ${duplicateCandidateTable} l on l.line = s.line`;
  // Whom a row means. Where several have its e-mail, it doesn't say whom.
  const endUserId =
    choices.lookAlikes === 'update'
      ? sql`case when l.count = 1 then l.end_user_id else ${namedEndUser} end`
      : namedEndUser;
  // The sign keeps references that created nobody apart from ids.
  const meant = sql`coalesce(${endUserId},
    hashtextextended(s.ref_import || '-' || s.ref_line, 0) | (1::bigint << 63))`;
  return sql`
    with means as not materialized (
      select s.line, ${meant} as end_user, ${content} as content,
             case when s.contact_id is null then s.ref_import || '-L' || s.ref_line end as ref
      from ${rows}
      where s.contact_id is not null or s.ref_import is not null or l.line is not null
    ),
    repeated as materialized (
      select end_user from means group by end_user having count(*) > 1
    ),
    repeats as (
      select end_user, min(line) as first_line, count(*) as times, (array_agg(line order by line))[1:5] as lines,
             count(distinct content) > 1 as differ,
             case when count(ref) = count(*) and min(ref) = max(ref) then min(ref) end as same_ref
      from means join repeated using (end_user) group by end_user
    )
    select s.line,
      case when p.problem is not null then 'left out'
           when repeats.first_line < s.line then 'unchanged'
           when e.id is null then 'create'
           when d.changed = 0 then 'unchanged'
           else 'update' end as action,
      e.id as end_user_id, o.id as organization_id, d.changed, d.emptied, d.conflicts, d.damaged,
      case when e.id is not null and d.changed <> 0 then ${presentValues} end as present,
      p.problem, case when d.damaged <> 0 then ${notesOnDamage(rules)} end as note,
      l.end_user_id as look_alike, repeats.first_line as same_as,
      s.contact_id is not null and (e.id = ${namedEndUser}) is not true and f.fault is null as unknown
    from ${rows}
    left join end_user e on e.workspace_id = ${workspaceId} and e.id = ${endUserId}
    left join ${baseTable} b on b.end_user_id = e.id and e.id = ${namedEndUser}
    left join organization o on o.workspace_id = ${workspaceId}
         and o.id = case when s.customer_id is not null then s.customer_id
                         when e.organization_id is not null then e.organization_id else ${organizationId}::bigint end
    left join repeats on repeats.end_user = ${meant}
    left join lateral (${threeWayMerge(rules, cellFilled)}) d on repeats.first_line is null or repeats.first_line = s.line
    cross join lateral (select ${faultOf(rules)} as fault) f
    cross join lateral (select ${problemBy(rules)} as problem) p`;
}

const repeatedLines = sql.raw(
  `array_to_string(repeats.lines, ', ') || case when repeats.times > 5 then ' …' else '' end`,
);

/** Whom and which organization a row means can't be told from an id that could not be read. */
const idsRead = sql.raw(`coalesce(s.problem, '') !~ '(^|; )(customer|contact)_id "'`);

/** Numbers with an exponent that are no damage of what was there: what was meant is not known. */
const roundedNumbers = sql.join(
  fields
    .filter((field) => sqlTypeOf(field) === 'bigint')
    .map(
      (field) => sql`case when ${sql.raw(`s.${field}`)} ~* 'e'
             and spreadsheet_damage(${baseText(field)}, ${sql.raw(`s.${field}`)}) is null
        then ${sql.raw(`'${field} "' || s.${field} || '" was rounded by a spreadsheet: write all of its digits'`)} end`,
    ),
  sql`, `,
);

const belongsTo = sql`'contact_id ' || e.id || ' belongs to organization ' || e.organization_id || ', not to '`;
const belongsElsewhere = sql`'the end user belongs to another organization, not to '`;

/** What is wrong with a row, whatever is chosen. */
const faultOf = ({
  importId,
  redacted: discreet,
}: PlanRules): SQL => sql`nullif(concat_ws('; ', s.problem, ${roundedNumbers}, case
        -- Of another site: once an import of ours has this number, its row would mean whom this one created.
        when s.ref_import >= ${importId}
             then 'import_ref ' || s.ref_import || '-L' || s.ref_line
             || ' is none of ours: leave it as it was, or empty'
        when repeats.differ and repeats.same_ref is not null
             then 'lines ' || ${repeatedLines} || ' have the same import_ref ' || repeats.same_ref
             || ': clear it on the row that is new'
        when repeats.differ
             then 'the same end user is on lines ' || ${repeatedLines} || ' with different values'
        when s.customer_id is not null and o.id is null
             then 'organization ' || s.customer_id || ' does not exist'
        when s.customer_id <> e.organization_id
             then ${discreet ? belongsElsewhere : belongsTo} || s.customer_id || ' (an import moves nobody)'
        when o.id is null and ${idsRead} then 'customer_id is empty, and it is not clear which organization is meant'
        when s.problem is null and e.id is null and ${cellFilled} = 0 then 'nothing but ids is filled in'
      end), '')`;

/** Why a row is left out: what is wrong with it, or that a choice leaves it out. */
function problemBy({ choices: { unknownIds, lookAlikes }, redacted: discreet }: PlanRules): SQL {
  const unknown =
    unknownIds === 'create'
      ? sql``
      : sql`when s.contact_id is not null and e.id is null and s.problem is null and repeats.differ is not true
             then 'contact_id ' || s.contact_id || ' is not known here'`;
  const alike = {
    create: sql``,
    update: sql`when l.count > 1
             then l.count || ' end users have this e-mail here: say by contact_id who is meant'`,
    'leave out': sql`when l.line is not null
             then 'looks like ' || ${discreet ? sql`'somebody'` : sql`'contact_id ' || l.end_user_id`}
             || ', who has the same e-mail'`,
  }[lookAlikes];
  return sql`case ${unknown} when f.fault is not null then f.fault ${alike} end`;
}

/**
 * A plan's rows as one text, independent of their order: two plans with the same fingerprint do the same to the
 * same values. The sum of 64-bit hashes is numeric, so it can't overflow.
 */
export const fingerprintOf = (table: SQL): SQL => sql`
  select count(*) || ':' || coalesce(sum(hashtextextended(
    row(line, action, end_user_id, organization_id, changed, conflicts, damaged, present, problem, note,
        look_alike)::text, 0)), 0) as fingerprint
  from ${table}`;
