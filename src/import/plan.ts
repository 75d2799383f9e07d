// Plans an import: what each row would do goes into the plan table, what a member is shown comes out.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import { type Field, fields } from '../model/columns.ts';
import type {
  CellChange,
  IgnoredColumn,
  NewEndUser,
  OrganizationCounts,
  Plan,
  PlanWarning,
  RowCounts,
  RowProblem,
} from '../model/import.ts';
import { bitOf, fingerprintOf, type PlanRules, planRows, uploadedValue } from './plan-rows.ts';
import { planTable, rowTable } from './stage.ts';

/** How many of each the plan shows; the counts are of all. */
const shown = { organizations: 20, changedEndUsers: 10, newEndUsers: 5, problems: 10 };

/** What the plan says beyond the rows: known from the header and from other imports. */
export type PlanContext = {
  readonly ignoredColumns: readonly IgnoredColumn[];
  readonly appliedBefore: number | null;
};

export async function planImport(
  tx: Transaction,
  rules: PlanRules,
  context: PlanContext,
): Promise<{ plan: Plan; fingerprint: string }> {
  const table = planTable(rules.importId);
  await tx.execute(sql`drop table if exists ${table}`);
  await planRows(tx, table, 'unlogged', rules);
  const [{ fingerprint } = { fingerprint: '' }] = await rowsOf<{ fingerprint: string }>(
    tx,
    fingerprintOf(table),
  );
  const { lookAlikes, ...counts } = await countRows(tx, table);
  const plan: Plan = {
    ...counts,
    ...(await countByOrganization(tx, rules)),
    ignoredColumns: context.ignoredColumns,
    warnings: warningsOf(lookAlikes, context.appliedBefore),
    changes: await firstChanges(tx, rules),
    newEndUsers: await firstNewEndUsers(tx, rules),
    problems: await firstProblems(tx, table),
  };
  return { plan, fingerprint };
}

/** Counts a table of planned rows. */
export async function countRows(tx: Transaction, table: SQL): Promise<RowCounts & { lookAlikes: number }> {
  const [counted] = await rowsOf<RowCounts & { lookAlikes: number }>(
    tx,
    sql`
    select count(*)::integer as rows,
      (count(*) filter (where action = 'create'))::integer as created,
      (count(*) filter (where action = 'update'))::integer as updated,
      coalesce(sum(bit_count(changed::bit(32))) filter (where action = 'update'), 0)::integer as cells,
      (count(*) filter (where action = 'unchanged'))::integer as unchanged,
      (count(*) filter (where action = 'left out'))::integer as "leftOut",
      count(look_alike)::integer as "lookAlikes"
    from ${table}`,
  );
  if (!counted) throw new Error('a count came back without its row');
  return counted;
}

async function countByOrganization(
  tx: Transaction,
  { workspaceId, importId }: PlanRules,
): Promise<Pick<Plan, 'organizations' | 'organizationCount'>> {
  const found = await rowsOf<OrganizationCounts & { organizations: number }>(
    tx,
    sql`
    select o.id::float8 as id, o.name, p.created, p.updated, (count(*) over ())::integer as organizations
    from (
      select organization_id,
        (count(*) filter (where action = 'create'))::integer as created,
        (count(*) filter (where action = 'update'))::integer as updated
      from ${planTable(importId)} where action in ('create', 'update') group by organization_id
    ) p
    join organization o on o.workspace_id = ${workspaceId} and o.id = p.organization_id
    order by p.created + p.updated desc, o.id limit ${shown.organizations}`,
  );
  return {
    organizations: found.map(({ organizations: _, ...counts }) => counts),
    organizationCount: found[0]?.organizations ?? 0,
  };
}

async function firstChanges(tx: Transaction, { workspaceId, importId }: PlanRules): Promise<CellChange[]> {
  const cells = (side: (field: Field) => SQL) =>
    sql`jsonb_build_object(${sql.join(
      fields.map((field) => sql`${sql.raw(`'${field}'`)}, left((${side(field)})::text, 300)`),
      sql`, `,
    )})`;
  type Found = {
    id: number;
    name: string;
    changed: number;
    now: Record<string, string | null>;
    willBe: Record<string, string | null>;
  };
  const found = await rowsOf<Found>(
    tx,
    sql`
    select e.id::float8 as id, coalesce(e.name, e.email, '') as name, p.changed,
      ${cells((field) => sql.raw(`e.${field}`))} as now, ${cells(uploadedValue)} as "willBe"
    from (select * from ${planTable(importId)} where action = 'update' order by line
          limit ${shown.changedEndUsers}) p
    join ${rowTable(importId)} s using (line)
    join end_user e on e.workspace_id = ${workspaceId} and e.id = p.end_user_id
    order by line`,
  );
  return found.flatMap(({ id, name, changed, now, willBe }) =>
    fields
      .filter((field) => changed & bitOf(field))
      .map((field) => ({
        endUserId: id,
        endUser: name,
        field,
        now: now[field] ?? null,
        willBe: willBe[field] ?? null,
      })),
  );
}

async function firstNewEndUsers(
  tx: Transaction,
  { workspaceId, importId }: PlanRules,
): Promise<NewEndUser[]> {
  return rowsOf<NewEndUser>(
    tx,
    sql`
    select line, nullif(s.name, '') as name, nullif(s.email, '') as email, o.name as organization
    from (select line, organization_id from ${planTable(importId)} where action = 'create' order by line
          limit ${shown.newEndUsers}) p
    join ${rowTable(importId)} s using (line)
    join organization o on o.workspace_id = ${workspaceId} and o.id = p.organization_id
    order by line`,
  );
}

async function firstProblems(tx: Transaction, table: SQL): Promise<RowProblem[]> {
  return rowsOf<RowProblem>(
    tx,
    sql`select line, problem as text from ${table} where action = 'left out' order by line limit ${shown.problems}`,
  );
}

function warningsOf(lookAlikes: number, appliedBefore: number | null): PlanWarning[] {
  return [
    ...(lookAlikes > 0 ? [{ kind: 'look-alikes', count: lookAlikes } as const] : []),
    ...(appliedBefore === null ? [] : [{ kind: 'applied-before', importId: appliedBefore } as const]),
  ];
}

async function rowsOf<Row>(tx: Transaction, query: SQL): Promise<Row[]> {
  return (await tx.execute(query)) as unknown as Row[];
}
