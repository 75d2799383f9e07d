// Finds the organizations that rows name: the same name except for case, spaces, and Unicode form. A name that is only
// similar is never taken for the organization.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { findNearest } from '../../model/find-nearest.ts';
import type { UnknownOrganizations } from '../../model/plan.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import type { PlanRules } from './rules.ts';

export const namedOrganizationTable: SQL = sql.raw('pg_temp.named_organization');

const shownNames = 5;

/** How many organizations are searched for one with a similar name. */
const maxCandidates = 10_000;

/** Postgres' `normalize` needs UTF-8, which the app requires. */
const keyOf = (name: SQL): SQL => sql`lower(regexp_replace(normalize(${name}, nfkc), '\\s+', '', 'g'))`;

/**
 * Creates a table with each name in the file, as `written`, and the organization with this name; null if there is none, or
 * several.
 */
export async function createNamedOrganizations(
  tx: Transaction,
  { workspaceId, importId, namesOrganizations }: PlanRules,
): Promise<void> {
  if (!namesOrganizations) return;
  await tx.execute(sql`
    create temporary table named_organization on commit drop as
      select n.written, case when count(o.id) = 1 then min(o.id) end as organization_id
      from (
        select distinct organization as written from ${rowTable(importId)} where organization is not null
      ) n
      left join organization o on o.workspace_id = ${workspaceId} and ${keyOf(sql`o.name`)} = ${keyOf(sql`n.written`)}
      group by n.written`);
  await tx.execute(sql`analyze ${namedOrganizationTable}`);
}

/** The names that no organization has, those with most rows first, each with a similar one if there is one. */
export async function findUnknownOrganizations(
  tx: Transaction,
  { workspaceId, importId, namesOrganizations }: PlanRules,
): Promise<UnknownOrganizations | null> {
  if (!namesOrganizations) return null;
  const first = await tx.execute<{ name: string; rows: number; names: number; allRows: number }>(sql`
    select s.organization as name, count(*)::integer as rows, (count(*) over ())::integer as names,
      (sum(count(*)) over ())::integer as "allRows"
    from ${planTable(importId)} p join ${rowTable(importId)} s using (line)
    join ${namedOrganizationTable} n on n.written = s.organization and n.organization_id is null
    where p.end_user_id is null and s.customer_id is null
    group by s.organization order by count(*) desc, s.organization limit ${shownNames}`);
  const [most] = first;
  if (!most) return null;
  const known = await tx.execute<{ name: string }>(sql`
    select name from organization where workspace_id = ${workspaceId} order by id limit ${maxCandidates}`);
  const candidates = known.map(({ name }) => name);
  return {
    names: most.names,
    rows: most.allRows,
    first: first.map(({ name, rows }) => {
      const nearest = findNearest(name, candidates);
      return { name, rows, ...(nearest !== undefined && { nearest }) };
    }),
  };
}
