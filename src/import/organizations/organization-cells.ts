// SQL for all cells of a plan or of a result about organizations, with the columns of `plannedCells` and `appliedCells`.
import { type SQL, sql } from 'drizzle-orm';
import { csvCell } from '../../db/csv-cell.ts';
import type { AppliedImport } from '../cells/applied-cells.ts';
import type { PlanRules } from '../plan/rules.ts';
import { archivedBit, bitOf } from '../stage/masks.ts';
import { planTable } from '../stage/stage.ts';

const nameBit = sql.raw(String(bitOf('name')));

/** The rows that are left out because of a problem have no field. */
export const plannedOrganizationCells = ({ importId }: Pick<PlanRules, 'importId'>): readonly SQL[] => [
  sql`
  select p.line, p.organization_id::text as contact_id, coalesce(p.now, p.name) as end_user,
    ${csvCell(sql`coalesce(p.now, p.name)`)} as who, c.field, c.now, c.will_be, p.problem as why
  from ${planTable(importId)} p
  cross join lateral (
    select 0, null, null, null where p.problem is not null
    union all select 1, 'business_name', p.now, p.name
      where p.action in ('create', 'update') and p.changed & ${nameBit} <> 0
    union all select 2, 'archived', (p.turn = 'restore')::text, (p.turn = 'archive')::text
      where p.action = 'update' and p.changed & ${archivedBit} <> 0
  ) c (nth, field, now, will_be)
  order by p.line, c.nth`,
];

export const appliedOrganizationCells = ({ workspaceId, operationId }: AppliedImport): readonly SQL[] => [
  sql`
  select c.line, c.organization_id::text as contact_id, n.who as end_user, ${csvCell(sql`n.who`)} as who,
    case v.key when 'name' then 'business_name' else v.key end as field, c.before ->> v.key as now, c.after ->> v.key as will_be,
    null as why
  from organization_change c
  cross join lateral jsonb_object_keys(c.after) v (key)
  left join organization o on o.workspace_id = c.workspace_id and o.id = c.organization_id
  cross join lateral (select coalesce(o.name, c.after ->> 'name') as who) n
  where c.workspace_id = ${workspaceId} and c.operation_id = ${operationId}::bigint
    and (v.key = 'name' or v.key = 'archived' and c.before is not null)
  order by c.line, c.organization_id, v.key desc`,
];
