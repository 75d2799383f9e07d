// Finds duplicate candidates: existing end users with the same email as a new row, in the same organization.
import { sql } from 'drizzle-orm';
import { withoutNestedLoops } from '../../db/bulk-planner-settings.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { PlanRules } from './rules.ts';
import { namedEndUser, stagedRows } from './staged-rows.ts';

/** A temporary table: `line`, `end_user_id` of the first end user with the email, and `count` of all who have it. */
export const duplicateCandidateTable = sql.raw('duplicate_candidate');

/** A temporary table: `line`, `organization_id`, and `email` (in lower case) of the rows that would be new. */
const newRows = sql.raw('new_row');

/** Creates the table `duplicateCandidateTable`. */
export async function createDuplicateCandidates(tx: Transaction, rules: PlanRules): Promise<void> {
  const { workspaceId, organizationId, choices } = rules;
  await tx.execute(sql`
    create temporary table ${newRows} on commit drop as
    select s.line, coalesce(s.customer_id, ${organizationId}::bigint) as organization_id, lower(s.email) as email
    from ${stagedRows(rules)}
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
      select n.organization_id, n.email, min(e.id) as end_user_id, count(*) as count
      from (select distinct organization_id, email from ${newRows}) n
      join end_user e on e.workspace_id = ${workspaceId} and e.organization_id = n.organization_id
           and lower(e.email) = n.email
      group by n.organization_id, n.email
    )
    select n.line, found.end_user_id, found.count
    from ${newRows} n join found using (organization_id, email)`);
}
