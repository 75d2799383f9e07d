// New rows that look like people who exist: the same e-mail in the same organization.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import type { PlanRules } from './plan-rows.ts';
import { namedEndUser, stagedRows } from './staged-rows.ts';

/** Temporary: `line`, `end_user_id` of the first who has the e-mail, `count` of how many have it. */
export const lookAlikeTable = sql.raw('look_alike');

export async function makeLookAlikes(tx: Transaction, rules: PlanRules): Promise<void> {
  const { workspaceId, organizationId, choices } = rules;
  await tx.execute(sql`
    create temporary table ${lookAlikeTable} on commit drop as
    select s.line, min(e.id) as end_user_id, count(*) as count
    from ${stagedRows(rules)}
    join end_user e on e.workspace_id = ${workspaceId}
         and e.organization_id = coalesce(s.customer_id, ${organizationId}::bigint)
         and lower(e.email) = lower(s.email)
    where s.email <> '' and s.problem is null
      ${choices.unknownIds === 'create' ? sql`` : sql`and s.contact_id is null`}
      and not exists (
        select from end_user k where k.workspace_id = ${workspaceId} and k.id = ${namedEndUser})
    group by s.line`);
  await tx.execute(sql`analyze ${lookAlikeTable}`);
}
