// New rows that look like people who exist: the same e-mail in the same organization.
import { sql } from 'drizzle-orm';
import { asForMany } from '../../db/bulk-planner-settings.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { PlanRules } from './rules.ts';
import { namedEndUser, stagedRows } from './staged-rows.ts';

/** Temporary: `line`, `end_user_id` of the first who has the e-mail, `count` of how many have it. */
export const duplicateCandidateTable = sql.raw('look_alike');

/** Temporary: `line`, `organization_id` and `email` (in lower case) of the rows that would be new. */
const newRows = sql.raw('new_row');

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
  // The index on e-mails doesn't serve behind row-level security, for lower() might tell what is hidden. One look at
  // all end users of the workspace remains; where its figures are old, Postgres would choose a look a row.
  await asForMany(tx, () => findAlikes(tx, rules));
  await tx.execute(sql`analyze ${duplicateCandidateTable}`);
}

async function findAlikes(tx: Transaction, { workspaceId }: PlanRules): Promise<void> {
  // Each e-mail is looked up once: of many rows with one that many have, there are too many pairs.
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
