// Records which end users and organizations the old ids of an applied file mean: a later file of that site updates by them.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../db/transaction.ts';
import type { OldIdKind } from '../model/old-id-kind.ts';
import { namedOrganizationTable } from './plan/named-organizations.ts';
import type { PlanRules } from './plan/rules.ts';
import { rowTable } from './stage/stage.ts';

/**
 * @param plan the planned rows that were applied
 * @param created which lines created which end users
 */
export async function recordOldIds(
  tx: Transaction,
  rules: PlanRules,
  { plan, created }: { readonly plan: SQL; readonly created: SQL },
): Promise<void> {
  if (!rules.instructions?.otherSite) return;
  const { workspaceId, importId, namesOrganizations, namedOrganizationId = null } = rules;
  const applied = sql`${rowTable(importId)} s join ${plan} p on p.line = s.line and p.problem is null and p.unselected is null`;
  await record(
    tx,
    workspaceId,
    'end user',
    sql`select s.old_contact_id, min(coalesce(p.end_user_id, c.id)) from ${applied}
      left join ${created} c on c.line = coalesce(p.same_as, p.line)
      where s.old_contact_id is not null group by 1 having min(coalesce(p.end_user_id, c.id)) is not null`,
  );
  // An organization that only the message names has the old id if there is no other one.
  await record(
    tx,
    workspaceId,
    'organization',
    sql`select s.old_customer_id, min(p.organization_id) from ${applied}
      ${namesOrganizations ? sql`left join ${namedOrganizationTable} n on n.written = s.organization` : sql``}
      where s.old_customer_id is not null and s.customer_id is null and (
        ${namesOrganizations ? sql`n.organization_id = p.organization_id` : sql`false`}
        or p.organization_id = ${namedOrganizationId}::bigint and (
          select count(distinct old_customer_id) from ${rowTable(importId)} where customer_id is null) = 1)
      group by 1 having count(distinct p.organization_id) = 1`,
  );
}

/**
 * The same for a file about organizations.
 *
 * @param operationId of the operation that applied it, whose changes tell which line created which organization
 */
export async function recordOldIdsOfOrganizations(
  tx: Transaction,
  rules: PlanRules,
  { plan, operationId }: { readonly plan: SQL; readonly operationId: number },
): Promise<void> {
  if (!rules.instructions?.otherSite) return;
  const { workspaceId, importId } = rules;
  await record(
    tx,
    workspaceId,
    'organization',
    sql`select s.old_customer_id, min(coalesce(p.organization_id, c.organization_id))
      from ${rowTable(importId)} s join ${plan} p on p.line = s.line and p.problem is null
      left join organization_change c on c.workspace_id = ${workspaceId} and c.operation_id = ${operationId}
        and c.line = coalesce(p.same_as, p.line)
      where s.old_customer_id is not null
      group by 1 having min(coalesce(p.organization_id, c.organization_id)) is not null`,
  );
}

/** @param found a query for old ids, each with our id */
async function record(tx: Transaction, workspaceId: string, kind: OldIdKind, found: SQL): Promise<void> {
  await tx.execute(sql`
    insert into old_id (workspace_id, kind, old_id, id)
    select ${workspaceId}, ${kind}, found.old_id, found.id from (${found}) found (old_id, id)
    on conflict (workspace_id, kind, old_id) do update set id = excluded.id where old_id.id <> excluded.id`);
}
