// Applies a plan about organizations in the caller's transaction: everything that the plan showed, or nothing.
import { sql } from 'drizzle-orm';
import { addOperation } from '../../db/operations.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { ApplyResult, ApprovedPlan } from '../apply-plan.ts';
import { readFingerprint } from '../plan/fingerprint.ts';
import { countPlannedRows } from '../plan/make-plan.ts';
import type { PlanRules } from '../plan/rules.ts';
import { recordOldIdsOfOrganizations } from '../record-old-ids.ts';
import { archivedBit, bitOf } from '../stage/masks.ts';
import { countEndUsersOfTurned } from './end-users-of-turned.ts';
import { planOrganizationRows } from './plan-organization-rows.ts';

const plan = sql.raw('organization_plan_to_apply');
const getsName = sql.raw(`p.changed & ${bitOf('name')} <> 0`);
const getsTurned = sql`p.changed & ${archivedBit} <> 0`;

/** See `applyPlan`. */
export async function applyOrganizationPlan(
  tx: Transaction,
  rules: PlanRules,
  { fingerprint }: ApprovedPlan,
  appliedBy: string,
  requestedBy: string | null = null,
): Promise<ApplyResult | null> {
  const { workspaceId, importId } = rules;
  await planOrganizationRows(tx, plan, 'temporary', rules);
  if ((await readFingerprint(tx, plan)) !== fingerprint) return null;
  const { rowCounts: counts } = await countPlannedRows(tx, plan);
  const operationId = await addOperation(tx, {
    workspaceId,
    kind: 'import',
    importId,
    by: appliedBy,
    requestedBy,
    endUsers: await countEndUsersOfTurned(tx, workspaceId, plan),
  });
  await tx.execute(sql`
    insert into organization_change (workspace_id, operation_id, organization_id, line, before, after)
    select o.workspace_id, ${operationId}::bigint, o.id, p.line,
      case when ${getsName} then jsonb_build_object('name', o.name) else '{}' end
        || case when ${getsTurned} then jsonb_build_object('archived', o.archived) else '{}' end,
      case when ${getsName} then jsonb_build_object('name', p.name) else '{}' end
        || case when ${getsTurned} then jsonb_build_object('archived', not o.archived) else '{}' end
    from ${plan} p join organization o on o.workspace_id = ${workspaceId} and o.id = p.organization_id
    where p.action = 'update'`);
  await tx.execute(sql`
    update organization o set name = case when ${getsName} then p.name else o.name end,
      archived = case when ${getsTurned} then not o.archived else o.archived end
    from ${plan} p where p.action = 'update' and o.workspace_id = ${workspaceId} and o.id = p.organization_id`);
  // Ids are issued in the order of the lines.
  await tx.execute(sql`
    with created as (
      insert into organization (workspace_id, name, created_by)
      select ${workspaceId}, name, ${appliedBy} from ${plan} where action = 'create' order by line
      returning *
    )
    insert into organization_change (workspace_id, operation_id, organization_id, line, after)
    select c.workspace_id, ${operationId}::bigint, c.id, p.line, to_jsonb(c)
    from created c join ${plan} p on p.action = 'create' and p.name = c.name`);
  await recordOldIdsOfOrganizations(tx, rules, { plan, operationId });
  return { counts, operationId };
}
