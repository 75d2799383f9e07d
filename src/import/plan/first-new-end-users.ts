// Finds the first end users that would be created.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { NewEndUser } from '../../model/plan.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import type { PlanRules } from './rules.ts';

const maxEndUsers = 5;

export async function findFirstNewEndUsers(
  tx: Transaction,
  { workspaceId, importId }: PlanRules,
): Promise<NewEndUser[]> {
  return tx.execute<NewEndUser>(sql`
    select line, nullif(s.name, '') as name, nullif(s.email, '') as email, o.name as organization
    from (select line, organization_id from ${planTable(importId)} where action = 'create' order by line
          limit ${maxEndUsers}) p
    join ${rowTable(importId)} s using (line)
    join organization o on o.workspace_id = ${workspaceId} and o.id = p.organization_id
    order by line`);
}
