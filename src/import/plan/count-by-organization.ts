// Counts the end users that would be created and updated, by organization.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { OrganizationCounts, Plan } from '../../model/plan.ts';
import { planTable } from '../stage/stage.ts';
import type { PlanRules } from './rules.ts';

/** How many organizations the plan lists. */
const maxOrganizations = 20;

export async function countByOrganization(
  tx: Transaction,
  { workspaceId, importId }: PlanRules,
): Promise<Pick<Plan, 'organizations' | 'organizationCount'>> {
  const rows = await tx.execute<OrganizationCounts & { total: number }>(sql`
    select o.id::float8 as id, o.name, p.created, p.updated, (count(*) over ())::integer as total
    from (
      select organization_id,
        (count(*) filter (where action = 'create'))::integer as created,
        (count(*) filter (where action = 'update'))::integer as updated
      from ${planTable(importId)} where action in ('create', 'update') group by organization_id
    ) p
    join organization o on o.workspace_id = ${workspaceId} and o.id = p.organization_id
    order by p.created + p.updated desc, o.id limit ${maxOrganizations}`);
  return {
    organizations: rows.map(({ total: _, ...counts }) => counts),
    organizationCount: rows[0]?.total ?? 0,
  };
}
