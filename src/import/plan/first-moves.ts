// Finds the first rows that would move an end user to another organization, whether or not they are left out.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { RowProblem } from '../../model/plan.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import { endUserLabel } from './label-end-user.ts';
import type { PlanRules } from './rules.ts';

const maxRows = 5;

/** `text`: `Ana Núñez · 1045: from Acme Ltd · 3 to Beta GmbH · 12`. Redacted ones name nobody. */
export function findFirstMoves(tx: Transaction, rules: PlanRules): Promise<RowProblem[]> {
  const { workspaceId, importId, redacted } = rules;
  const organization = (alias: 'f' | 't') =>
    sql.raw(`${redacted ? '' : `left(${alias}.name, 40) || ' · ' || `}${alias}.id`);
  return tx.execute<RowProblem>(sql`
    select p.line, ${endUserLabel('e', rules)} || ': from ' || ${organization('f')} || ' to ' || ${organization('t')} as text
    from ${planTable(importId)} p join ${rowTable(importId)} s using (line)
    join end_user e on e.workspace_id = ${workspaceId} and e.id = p.end_user_id
    join organization f on f.workspace_id = ${workspaceId} and f.id = p.moved_from
    join organization t on t.workspace_id = ${workspaceId} and t.id = s.customer_id
    where p.moved_from is not null order by p.line limit ${maxRows}`);
}
