// Counts the end users that would be created, updated, and moved, by organization.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { OrganizationCounts, Plan } from '../../model/plan.ts';
import { maskHas, organizationBit } from '../stage/masks.ts';
import { planTable } from '../stage/stage.ts';
import type { PlanRules } from './rules.ts';

/** How many organizations the plan lists. */
const maxOrganizations = 20;

export async function countByOrganization(
  tx: Transaction,
  { workspaceId, importId }: PlanRules,
): Promise<Pick<Plan, 'organizations' | 'organizationCount'>> {
  const isMoved = sql`(${maskHas('changed', 'organization_id')} and action = 'update')`;
  const rows = await tx.execute<Required<OrganizationCounts> & { total: number }>(sql`
    with counted as materialized (
      select organization_id, case when ${isMoved} then moved_from end as moved_from,
        (count(*) filter (where action = 'create'))::integer as created,
        (count(*) filter (where action = 'update' and changed <> ${organizationBit}))::integer as updated,
        (count(*) filter (where ${isMoved}))::integer as moved
      from ${planTable(importId)} where action in ('create', 'update') group by 1, 2
    )
    select o.id::float8 as id, o.name, p.created, p.updated, p.here as "movedHere", p.away as "movedAway",
      (count(*) over ())::integer as total
    from (
      select organization_id, sum(created)::integer as created, sum(updated)::integer as updated,
        sum(here)::integer as here, sum(away)::integer as away
      from (
        select organization_id, created, updated, moved as here, 0 as away from counted
        union all
        select moved_from, 0, 0, 0, moved from counted where moved_from is not null
      ) c group by organization_id
    ) p
    join organization o on o.workspace_id = ${workspaceId} and o.id = p.organization_id
    order by p.created + p.updated + p.here + p.away desc, o.id limit ${maxOrganizations}`);
  return {
    organizations: rows.map(({ total: _, movedHere, movedAway, ...counts }) => ({
      ...counts,
      ...(movedHere > 0 && { movedHere }),
      ...(movedAway > 0 && { movedAway }),
    })),
    organizationCount: rows[0]?.total ?? 0,
  };
}
