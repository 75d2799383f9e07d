// What the member who edited the file began with: the present values of the end users, but for what was changed since.
//
// A row of an export began with what the export saw; a row that names the row of a problem file, with what the end
// user was created as from that.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import { isAfter } from '../db/operations.ts';
import type { PlanRules } from './plan-rows.ts';
import { stagedRows } from './staged-rows.ts';

/** Temporary: `end_user_id`, and `fields`, an object of the fields that were changed since with their value then. */
export const baseTable = sql.raw('base_value');

export async function makeBaseValues(tx: Transaction, rules: PlanRules): Promise<void> {
  const { workspaceId, snapshot } = rules;
  await tx.execute(sql`
    create temporary table ${baseTable} on commit drop as
    with changed_since as (
      select c.end_user_id, c.operation_id, c.before from operation o
      join change c on c.workspace_id = o.workspace_id and c.operation_id = o.id
      where o.workspace_id = ${workspaceId} and ${snapshot === null ? sql`false` : isAfter(sql`o`, snapshot)}
      union all
      ${sinceCreated(rules)}
    ),
    then_of_field as (
      -- The first change knows what was there before it.
      select distinct on (c.end_user_id, v.key) c.end_user_id, v.key, v.value
      from changed_since c cross join lateral jsonb_each(c.before) v
      order by c.end_user_id, v.key, c.operation_id
    )
    select end_user_id, jsonb_object_agg(key, value) as fields from then_of_field group by end_user_id`);
  await tx.execute(sql`analyze ${baseTable}`);
}

const sinceCreated = (rules: PlanRules): SQL => sql`
  select c.end_user_id, c.operation_id, c.before
  from (select distinct r.end_user_id from ${stagedRows(rules)}
        where s.ref_import is not null and r.end_user_id is not null) mended
  join change c on c.workspace_id = ${rules.workspaceId} and c.end_user_id = mended.end_user_id`;
