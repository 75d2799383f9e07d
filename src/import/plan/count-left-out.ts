// Counts what a member left out of a plan, by what they chose.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { type Field, fields } from '../../model/columns.ts';
import { type LeftOutPart, type LeftOutSummary, leftOutKinds } from '../../model/left-out.ts';
import { cellCount, maskHas } from '../stage/masks.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import { namelessReason } from './leave-out.ts';
import type { PlanRules } from './rules.ts';

const nameOfField = (field: Field): string => (field === 'organization_id' ? 'organization' : field);

/** How many organizations and end users the plan names, the largest first. */
const maxNamed = 20;

/** @returns null if nothing is left out by a member */
export async function countLeftOut(tx: Transaction, rules: PlanRules): Promise<LeftOutSummary | null> {
  if (!rules.leftOut) return null;
  const table = planTable(rules.importId);
  const byField = sql.join(
    fields.map((field) => {
      const cells =
        field === 'custom_fields'
          ? sql`case when custom ? 'unselected'
              then (select count(*) from jsonb_object_keys(custom -> 'unselected')) else 1 end`
          : sql`1`;
      // Of a row that is left out because too little is left, only the chosen fields count as such.
      const isOfField = rules.leftOut!.fields.includes(field)
        ? maskHas('unselected_cells', field)
        : sql`${maskHas('unselected_cells', field)} and unselected is distinct from ${namelessReason}`;
      return sql`${sql.raw(`'${field}'`)}, coalesce(sum(${cells}) filter (where ${isOfField}), 0)`;
    }),
    sql`, `,
  );
  const [counted] = await tx.execute<{ rows: number; fields: Record<string, number>; emptied: number }>(sql`
    select (select count(*)::integer from ${table} where unselected is not null) as rows,
           jsonb_build_object(${byField}) as fields
    from ${table} where unselected_cells <> 0 and coalesce(unselected, 'fields') in ('fields', ${namelessReason})`);
  const rows = await tx.execute<LeftOutPart>(sql`
    select case when o.name is not null then 'organization' when u.end_user_id is not null or u.line is not null
             then 'end user' else 'kind' end as what,
           coalesce(o.name, case when u.end_user_id is null then nullif(concat_ws(' ', s.name, case when s.name is null then s.email end), '')
             else coalesce(e.name, e.email, '–') || ' · ' || e.id end, 'line ' || u.line, u.unselected) as name,
           u.cells, u.end_users as "endUsers"
    from (
      select unselected, count(*)::integer as end_users, sum(${cellCount('unselected_cells', 'custom', 'unselected')})::integer as cells,
             min(end_user_id) filter (where unselected like 'end user %') as end_user_id,
             min(line) filter (where unselected like 'line %') as line,
             min(case when unselected like 'organization %' then split_part(unselected, ' ', 2)::bigint end) as organization_id
      from ${table} where unselected <> 'fields' group by unselected
    ) u
    left join organization o on o.workspace_id = ${rules.workspaceId} and o.id = u.organization_id
    left join end_user e on e.workspace_id = ${rules.workspaceId} and e.id = u.end_user_id
    left join ${rowTable(rules.importId)} s on s.line = u.line
    order by u.end_users desc, u.unselected limit ${maxNamed}`);
  const { leftOut } = rules;
  const chosenFields = fields.filter((field) => leftOut.fields.includes(field));
  const ofFields = chosenFields.map((field) => counted!.fields[field] ?? 0);
  const emptied = Object.entries(counted!.fields).reduce(
    (sum, [field, cells]) => (chosenFields.some((chosen) => chosen === field) ? sum : sum + cells),
    0,
  );
  const part = (what: LeftOutPart['what'], name: string, cells: number): LeftOutPart => ({
    what,
    name,
    cells,
    endUsers: 0,
  });
  return {
    by: leftOut.by,
    rows: counted!.rows,
    parts: [
      ...rows.filter(({ what }) => what === 'kind'),
      ...(emptied > 0 ? [part('kind', leftOutKinds[2], emptied)] : []),
      ...chosenFields.flatMap((field, at) =>
        ofFields[at] ? [part('field', nameOfField(field), ofFields[at])] : [],
      ),
      ...rows.filter(({ what }) => what !== 'kind'),
    ],
  };
}
