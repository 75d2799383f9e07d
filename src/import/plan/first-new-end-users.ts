// Finds the first end users that would be created.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { fields } from '../../model/columns.ts';
import type { NewEndUser } from '../../model/plan.ts';
import { newCustomFields } from '../stage/custom-fields-cell.ts';
import { maskHas } from '../stage/masks.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import type { PlanRules } from './rules.ts';

const maxEndUsers = 5;

/** How much of a cell the plan keeps, in characters. */
const maxCell = 200;

/** Without texts that are not values: they are left empty, and listed as damage. */
const textOf = (field: 'name' | 'email') =>
  sql`case when ${maskHas('s.damaged', field)} then null else nullif(${sql.raw(`s.${field}`)}, '') end`;

export async function findFirstNewEndUsers(
  tx: Transaction,
  { workspaceId, importId }: PlanRules,
): Promise<NewEndUser[]> {
  const cells = fields
    .filter((field) => field !== 'name' && field !== 'email')
    .map((field) => {
      const [cell, name] = [sql.raw(`s.${field}`), sql.raw(`'${field}'`)];
      // The staged cell may also name keys without a value.
      const value = field === 'custom_fields' ? sql`(${newCustomFields})::text` : cell;
      const isDamaged = field === 'custom_fields' ? sql`false` : maskHas('s.damaged', field);
      return sql`case when ${isDamaged} then null when ${cell} <> '' and ${value} <> '' then jsonb_build_object('field', ${name}, 'value', left(${value}, ${maxCell})) end`;
    });
  return tx.execute<NewEndUser>(sql`
    select line, ${textOf('name')} as name, ${textOf('email')} as email, o.name as organization,
      jsonb_path_query_array(jsonb_build_array(${sql.join(cells, sql`, `)}), '$[*] ? (@ != null)') as cells
    from (select line, organization_id from ${planTable(importId)} where action = 'create' order by line
          limit ${maxEndUsers}) p
    join ${rowTable(importId)} s using (line)
    join organization o on o.workspace_id = ${workspaceId} and o.id = p.organization_id
    order by line`);
}
