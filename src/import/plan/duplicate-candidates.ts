// Finds duplicate candidates: existing end users, and earlier rows of the file, with the same email as a new row, in the same
// organization.
import { sql } from 'drizzle-orm';
import { withoutNestedLoops } from '../../db/bulk-planner-settings.ts';
import type { Transaction } from '../../db/transaction.ts';
import { namedOrganizationTable } from './named-organizations.ts';
import type { PlanRules } from './rules.ts';
import { namedEndUser, stagedRows } from './staged-rows.ts';

/**
 * A temporary table with a row for each new row of the file that has the same email as somebody else:
 * - `line`: of the new row
 * - `end_user_id`: the end user with this email who has the lowest id; null if nobody has it
 * - `count`: how many end users have it
 * - `first_line`: the first new row with this email; null in that row itself, and in rows of problem files
 */
export const duplicateCandidateTable = sql.raw('duplicate_candidate');

/** A temporary table: `line`, `organization_id`, and `email` (in lower case) of the rows that would be new. */
const newRows = sql.raw('new_row');

/** Creates the table `duplicateCandidateTable`. */
export async function createDuplicateCandidates(tx: Transaction, rules: PlanRules): Promise<void> {
  const { workspaceId, organizationId, namesOrganizations, choices } = rules;
  const named = namesOrganizations ? sql`n.organization_id` : sql`null`;
  await tx.execute(sql`
    create temporary table ${newRows} on commit drop as
    select s.line, coalesce(s.customer_id, ${named}, ${organizationId}::bigint) as organization_id,
      lower(s.email) as email, s.ref_import is not null as has_ref
    from ${stagedRows(rules)}
    ${namesOrganizations ? sql`left join ${namedOrganizationTable} n on n.written = s.organization` : sql``}
    where s.email <> '' and s.problem is null
      ${choices.unknownIds === 'create' ? sql`` : sql`and s.contact_id is null`}
      and not exists (
        select from end_user k where k.workspace_id = ${workspaceId} and k.id = ${namedEndUser})`);
  await tx.execute(sql`analyze ${newRows}`);
  // Under row-level security, Postgres can't use the index on emails, since lower() might leak hidden rows. So it has to
  // scan all end users of the workspace; with outdated statistics, it would choose one scan for each row.
  await withoutNestedLoops(tx, () => matchEmails(tx, rules));
  await tx.execute(sql`analyze ${duplicateCandidateTable}`);
}

async function matchEmails(tx: Transaction, { workspaceId }: PlanRules): Promise<void> {
  // Each email is looked up once: many rows with an email that many end users have would yield too many pairs.
  await tx.execute(sql`
    create temporary table ${duplicateCandidateTable} on commit drop as
    with found as materialized (
      select n.organization_id, n.email, min(e.id) as end_user_id, count(e.id) as count, min(n.first_line) as first_line
      from (
        select organization_id, email, min(line) as first_line, count(*) as rows from ${newRows}
        group by organization_id, email
      ) n
      left join end_user e on e.workspace_id = ${workspaceId} and e.organization_id = n.organization_id
           and lower(e.email) = n.email
      where e.id is not null or n.rows > 1
      group by n.organization_id, n.email
    ),
    candidate as (
      -- Rows that fix the same row of an earlier file are not duplicates of each other.
      select n.line, found.end_user_id, found.count,
        case when found.first_line < n.line and not n.has_ref then found.first_line end as first_line
      from ${newRows} n join found using (organization_id, email)
    )
    select * from candidate where end_user_id is not null or first_line is not null`);
}
