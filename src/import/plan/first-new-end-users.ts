// Finds the first end users that would be created.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { columnFields, type Field } from '../../model/columns.ts';
import type { NewEndUser } from '../../model/plan.ts';
import { newCustomFields } from '../stage/custom-fields-cell.ts';
import { maskHas } from '../stage/masks.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import type { PlanRules } from './rules.ts';

const maxEndUsers = 5;

/** How much of a cell the plan keeps, in characters. */
const maxCell = 200;

/**
 * What the end user would have, as text; null for nothing. Texts that are not values, and the fields that a member leaves
 * out, are not written.
 */
function filledText(field: Field, { leftOut }: PlanRules): SQL {
  if (leftOut?.fields.includes(field)) return sql`null::text`;
  if (field === 'custom_fields') return sql`(${newCustomFields})::text`;
  return sql`case when ${maskHas('s.damaged', field)} then null else nullif(${sql.raw(`s.${field}`)}, '') end`;
}

export async function findFirstNewEndUsers(tx: Transaction, rules: PlanRules): Promise<NewEndUser[]> {
  const { workspaceId, importId } = rules;
  const cells = columnFields
    .filter((field) => field !== 'name' && field !== 'email')
    .map((field) => {
      const name = sql.raw(`'${field}'`);
      const text = filledText(field, rules);
      const value = sql`left(${text}, ${maxCell})`;
      return sql`case when ${text} is not null then jsonb_build_object('field', ${name}, 'value', ${value}) end`;
    });
  return tx.execute<NewEndUser>(sql`
    select line, ${filledText('name', rules)} as name, ${filledText('email', rules)} as email, o.name as organization,
      jsonb_path_query_array(jsonb_build_array(${sql.join(cells, sql`, `)}), '$[*] ? (@ != null)') as cells
    from (select line, organization_id from ${planTable(importId)} where action = 'create' order by line
          limit ${maxEndUsers}) p
    join ${rowTable(importId)} s using (line)
    join organization o on o.workspace_id = ${workspaceId} and o.id = p.organization_id
    order by line`);
}
