// Finds duplicate candidates: existing end users, and earlier rows of the file, who look like a new row in the same
// organization. They have the same email, or the same name and the same digits of a phone or mobile, or, where one of the
// two has neither email nor phone, the same name.
import { type SQL, sql } from 'drizzle-orm';
import { analyzeNewTable } from '../../db/analyze-table.ts';
import { hasNoContact, keyIn, phoneKey } from '../../db/duplicate-keys.ts';
import { executeOne } from '../../db/execute-one.ts';
import { keyOf } from '../../db/schema/text-key.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Field } from '../../model/columns.ts';
import { maskHas } from '../stage/masks.ts';
import { rowTable } from '../stage/stage.ts';
import { matchedRowTable, matchesRows } from './matched-rows.ts';
import { namedOrganizationTable } from './named-organizations.ts';
import type { PlanRules } from './rules.ts';
import { namedEndUser, rowsNamingNobody, stagedRows } from './staged-rows.ts';

/**
 * A temporary table with a row for each new row of the file that looks like somebody else:
 * - `line`: of the new row
 * - `end_user_id`: the end user with the lowest id who looks like it; null if nobody does
 * - `is_several`: whether several end users do
 * - `first_line`: the first new row that looks like it; null in that row itself, and in rows of problem files
 * - `why`: what is the same, such as `same email`
 */
export const duplicateCandidateTable = sql.raw('duplicate_candidate');

/**
 * A temporary table of the rows that would be new, with what they are compared by: `email_key` and `name_key` are those that an
 * end user would have.
 */
export const newRows = sql.raw('new_row');

/**
 * The id of the end user that a row means; null for a new row. Where duplicate candidates are to be updated, it is the one who
 * looks like the row. If several do, the row means none of them.
 *
 * Needs a join of `duplicateCandidateTable`, `l`, to the staged rows.
 */
export const meantEndUser = ({ choices }: PlanRules): SQL =>
  choices.lookAlikes === 'update'
    ? sql`case when l.end_user_id is not null and not l.is_several then l.end_user_id else ${namedEndUser} end`
    : namedEndUser;

/** The join that `meantEndUser` needs. */
export const joinCandidates = sql`left join ${duplicateCandidateTable} l on l.line = s.line`;

/** A temporary table of the end users, of any organization, who have the email of a new row: `id`, `organization_id`, `email_key`. */
export const sameEmail = sql.raw('same_email');

/**
 * A temporary table: `end_user_id`, and `key`, their email, which a new row has, too. Their own row in the file says another
 * one, so the new row doesn't look like them, unless they keep it: see duplicates-afterwards.ts.
 */
export const givenUpEmails = sql.raw('given_up_email');

/** A staged cell, empty if it is not a value: such cells are never written. */
const ifValue = (field: Field): SQL =>
  sql`case when ${maskHas('s.damaged', field)} then null else ${sql.raw(`s.${field}`)} end as ${sql.raw(field)}`;

/** The values of a staged row that tell who it is, as `v`. */
const values = sql`lateral (
      select ${ifValue('email')}, ${ifValue('name')}, ${ifValue('phone')}, ${ifValue('mobile')}) v`;

/** What is the same, by the first letter of a key. */
const reasons = sql`case kind when 'e' then 'same email' when 'v' then 'same vendor_id' when 'p' then 'same name and phone' else 'same name' end`;

/**
 * Creates the tables `newRows`, `sameEmail`, `givenUpEmails`, and `duplicateCandidateTable`.
 *
 * @param isAnyNamed whether any row names an end user, by an id or a reference
 */
export async function createDuplicateCandidates(
  tx: Transaction,
  rules: PlanRules,
  isAnyNamed: boolean,
): Promise<void> {
  const { workspaceId, organizationId, namesOrganizations, choices } = rules;
  const named = namesOrganizations ? sql`n.organization_id` : sql`null`;
  const namesAnybody = isAnyNamed || matchesRows(rules);
  const isNew = namesAnybody
    ? sql`and not exists (
        select from end_user k where k.workspace_id = ${workspaceId} and k.id = ${namedEndUser})`
    : sql``;
  const rows = namesAnybody ? stagedRows(rules) : rowsNamingNobody(rules);
  await tx.execute(sql`
    create temporary table ${newRows} on commit drop as
    select s.line, o.id as organization_id, ${keyOf('v.email')} as email_key, ${keyOf('v.name')} as name_key, v.phone, v.mobile,
      ${hasNoContact('v')} as has_no_contact, s.ref_import is not null as has_ref
    from ${rows}
    ${namesOrganizations ? sql`left join ${namedOrganizationTable} n on n.written = s.organization` : sql``}
    cross join lateral (select coalesce(s.customer_id, ${named}, ${organizationId}::bigint) as id) o
    cross join ${values}
    where s.problem is null and (v.email <> '' or v.name <> '')
      ${choices.unknownIds === 'create' ? sql`` : sql`and s.contact_id is null`}
      ${isNew}`);
  await analyzeNewTable(tx, sql`${newRows} (line)`);
  // The end users are read once by email and once by name, whatever is done with those found.
  await tx.execute(sql`
    create temporary table ${sameEmail} on commit drop as
    select e.id, e.organization_id, e.email_key from end_user e
    where e.workspace_id = ${workspaceId} and e.email_key in (select email_key from ${newRows})`);
  await createGivenUpEmails(tx, rules, namesAnybody);
  await matchKeys(tx, rules);
  await tx.execute(sql`analyze ${duplicateCandidateTable}`);
}

/** The email of a row or an end user within the organization. */
export const emailIn = (alias: string): SQL =>
  keyIn(`${alias}.organization_id`, sql.raw(`${alias}.email_key`));

/** The same of the name. */
export const nameIn = (alias: string): SQL => keyIn(`${alias}.organization_id`, sql.raw(`${alias}.name_key`));

/** The keys of a row by name and phone: of its phone and its mobile, once where both have the same digits. */
export const phoneKeys = (row: string): SQL => sql`lateral (
  select hashtextextended('p' || digits, ${nameIn(row)}) from (
    select ${phoneKey(row, 'phone')} where ${sql.raw(`${row}.phone <> ''`)}
    union all
    select ${phoneKey(row, 'mobile')} where ${sql.raw(`${row}.mobile <> ''`)}
      and ${phoneKey(row, 'mobile')} is distinct from ${phoneKey(row, 'phone')}
  ) d (digits) where digits <> ''
) of_row (key)`;

/** SQL for whether a row has a phone or a mobile. */
export const hasPhone = (alias: string): SQL =>
  sql.raw(`(coalesce(${alias}.phone, '') <> '' or coalesce(${alias}.mobile, '') <> '')`);

/**
 * The end users with a phone who have one of these names, as `e`.
 *
 * @param names a table with `organization_id` and `name_key`, each once
 */
export const namesakesWithPhone = (workspaceId: string, names: SQL): SQL => sql`(
    select e.id, e.organization_id, e.name_key, e.phone, e.mobile from end_user e
    join ${names} n on n.organization_id = e.organization_id and n.name_key = e.name_key
    where e.workspace_id = ${workspaceId} and ${hasPhone('e')}) e`;

async function createGivenUpEmails(tx: Transaction, rules: PlanRules, namesAnybody: boolean): Promise<void> {
  const { workspaceId, importId } = rules;
  await tx.execute(
    sql`create temporary table ${givenUpEmails} (end_user_id bigint, key bigint) on commit drop`,
  );
  if (!namesAnybody) return;
  const { canBe } = await executeOne<{ canBe: boolean }>(
    tx,
    sql`
    select exists (select from ${newRows} where email_key is not null) and (
      exists (select from ${rowTable(importId)} where email <> '' and (contact_id is not null or ref_import is not null))
      or exists (select from ${matchedRowTable} where end_user_id is not null)) as "canBe"`,
  );
  if (!canBe) return;
  await tx.execute(sql`
    insert into ${givenUpEmails}
    select e.id, ${emailIn('e')}
    from ${stagedRows(rules)}
    cross join ${values}
    join end_user e on e.workspace_id = ${workspaceId} and e.id = ${namedEndUser}
    where s.problem is null and v.email <> '' and ${keyOf('v.email')} <> e.email_key
      and e.email_key in (select email_key from ${newRows})`);
}

async function matchKeys(tx: Transaction, rules: PlanRules): Promise<void> {
  const { workspaceId, matchBy, instructions } = rules;
  // Somebody new in a roster, with the name of somebody who is there, is most likely the same person.
  const isNameEnough = instructions?.roster === true;
  const { isAlone } = await executeOne<{ isAlone: boolean }>(
    tx,
    sql`select exists (select from ${newRows} where has_no_contact and name_key is not null) as "isAlone"`,
  );
  // Each key is looked up once: many rows with a key that many end users have would yield too many pairs.
  await tx.execute(sql`
    create temporary table ${duplicateCandidateTable} on commit drop as
    with known_name as materialized (
      select e.id, e.organization_id, e.name_key, e.phone, e.mobile, ${hasNoContact('e')} as has_no_contact
      from end_user e join (select distinct organization_id, name_key from ${newRows} where name_key is not null) n
        on n.organization_id = e.organization_id and n.name_key = e.name_key
      where e.workspace_id = ${workspaceId}
    ),
    shared_name as materialized (
      -- The digits of phones cost much more than names, and are needed only where a name is there twice.
      select organization_id, name_key from ${newRows} n
      where organization_id is not null and name_key is not null and ${hasPhone('n')}
      group by 1, 2 having count(*) > 1
      union
      select organization_id, name_key from known_name k where ${hasPhone('k')}
    ),
    new_key as materialized (
      select line, has_ref, 'e' as kind, ${emailIn('n')} as key from ${newRows} n
      where email_key is not null and organization_id is not null
      union all
      select line, has_ref, 'p', of_row.key
      -- "offset 0" keeps Postgres from computing the digits before the join.
      from (select n.* from ${newRows} n join shared_name using (organization_id, name_key) offset 0) n cross join ${phoneKeys('n')}
    ),
    known_key as (
      select k.id, ${emailIn('k')} as key
      from ${sameEmail} k where k.id not in (select end_user_id from ${givenUpEmails})
      union all
      select k.id, of_row.key from known_name k cross join ${phoneKeys('k')} where ${hasPhone('k')}
    ),
    repeated as (
      select key, min(line) as first_line from new_key group by key having count(*) > 1
    ),
    known as (
      select key, min(id) as end_user_id, max(id) as last_id
      from known_key where key in (select key from new_key) group by key
    ),
    found as materialized (
      select key, known.end_user_id, known.last_id, repeated.first_line from repeated full join known using (key)
    ),
    matching as (
      -- Rows that fix the same row of an earlier file are not duplicates of each other.
      select n.line, n.kind, found.end_user_id, found.last_id,
        case when found.first_line < n.line and not n.has_ref then found.first_line end as first_line
      from new_key n join found using (key)
      union all ${matchesByName({ isAlone, isNameEnough })}
      union all
      select line, ${matchBy === 'vendor_id' ? sql`'v'` : sql`'e'`}, first_id, last_id, null from ${matchedRowTable} where end_user_id is null
    ),
    candidate as (
      select line, min(end_user_id) as end_user_id, min(end_user_id) is distinct from max(last_id) as is_several,
        min(first_line) as first_line, min(kind) as kind
      from matching where end_user_id is not null or first_line is not null group by line
    )
    select line, end_user_id, is_several, first_line, ${reasons} as why from candidate`);
}

type ByName = {
  /** Whether any new row has neither email nor phone. */
  readonly isAlone: boolean;
  readonly isNameEnough: boolean;
};

/** The same name, where one of the two has neither email nor phone. Each name is looked up once, too. */
const matchesByName = ({ isAlone, isNameEnough }: ByName): SQL => sql`
  select n.line, 'n', case when ${isNameEnough} or n.has_no_contact then k.first_id else k.first_without_contact end,
    case when ${isNameEnough} or n.has_no_contact then k.last_id else k.last_without_contact end, null
  from ${newRows} n
  join (
    select organization_id, name_key, min(id) as first_id, max(id) as last_id,
      min(id) filter (where has_no_contact) as first_without_contact,
      max(id) filter (where has_no_contact) as last_without_contact
    from known_name where ${isAlone || isNameEnough} or has_no_contact
    group by 1, 2
  ) k on k.organization_id = n.organization_id and k.name_key = n.name_key
  ${isAlone ? sql`union all ${matchesInFileByName}` : sql``}`;

const matchesInFileByName = sql`
  select n.line, 'n', null, null, f.line
  from ${newRows} n
  join (
    select organization_id, name_key, min(line) as any_line, min(line) filter (where has_no_contact) as line_without_contact
    from ${newRows} group by 1, 2 having count(*) > 1
  ) g on g.organization_id = n.organization_id and g.name_key = n.name_key
  cross join lateral (select case when n.has_no_contact then g.any_line else g.line_without_contact end as line) f
  where f.line < n.line and not n.has_ref`;
