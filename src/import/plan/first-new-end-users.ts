// Finds the first end users that would be created.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { type Field, fields } from '../../model/columns.ts';
import type { NewEndUser } from '../../model/plan.ts';
import { newCustomFields } from '../stage/custom-fields-cell.ts';
import { maskHas } from '../stage/masks.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import type { PlanRules } from './rules.ts';

const maxEndUsers = 5;

/** How much of a cell the plan keeps, in characters. */
const maxCell = 200;

/** What the end user would have, as text; null for nothing. Texts that are not values are left empty, and listed as damage. */
function filledText(field: Field): SQL {
  if (field === 'custom_fields') return sql`(${newCustomFields})::text`;
  return sql`case when ${maskHas('s.damaged', field)} then null else nullif(${sql.raw(`s.${field}`)}, '') end`;
}

export async function findFirstNewEndUsers(
  tx: Transaction,
  { workspaceId, importId }: PlanRules,
): Promise<NewEndUser[]> {
  const cells = fields
    .filter((field) => field !== 'name' && field !== 'email')
    .map((field) => {
      const name = sql.raw(`'${field}'`);
      const value = sql`left(${filledText(field)}, ${maxCell})`;
      return sql`case when ${filledText(field)} is not null then jsonb_build_object('field', ${name}, 'value', ${value}) end`;
    });
  return tx.execute<NewEndUser>(sql`
    select line, ${filledText('name')} as name, ${filledText('email')} as email, o.name as organization,
      jsonb_path_query_array(jsonb_build_array(${sql.join(cells, sql`, `)}), '$[*] ? (@ != null)') as cells
    from (select line, organization_id from ${planTable(importId)} where action = 'create' order by line
          limit ${maxEndUsers}) p
    join ${rowTable(importId)} s using (line)
    join organization o on o.workspace_id = ${workspaceId} and o.id = p.organization_id
    order by line`);
}
