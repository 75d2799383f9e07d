// New rows that look like people who exist: the same e-mail in the same organization.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import type { PlanRules } from './plan-rows.ts';
import { rowTable } from './stage.ts';

/** Temporary: `line`, `end_user_id` of the first who has the e-mail, `count` of how many have it. */
export const lookAlikeTable = sql.raw('look_alike');

export async function makeLookAlikes(
  tx: Transaction,
  { workspaceId, importId, organizationId, choices }: PlanRules,
): Promise<void> {
  const isNew =
    choices.unknownIds === 'create'
      ? sql`not exists (select from end_user k
              where k.workspace_id = ${workspaceId} and k.id = coalesce(s.contact_id, r.end_user_id))`
      : sql`s.contact_id is null and not exists (select from end_user k
              where k.workspace_id = ${workspaceId} and k.id = r.end_user_id)`;
  await tx.execute(sql`
    create temporary table ${lookAlikeTable} on commit drop as
    select s.line, min(e.id) as end_user_id, count(*) as count
    from ${rowTable(importId)} s
    left join import_ref r on r.workspace_id = ${workspaceId} and r.import_id = s.ref_import
         and r.line = s.ref_line and s.contact_id is null
    join end_user e on e.workspace_id = ${workspaceId}
         and e.organization_id = coalesce(s.customer_id, ${organizationId}::bigint)
         and lower(e.email) = lower(s.email)
    where s.email <> '' and s.problem is null and ${isNew}
    group by s.line`);
  await tx.execute(sql`analyze ${lookAlikeTable}`);
}
