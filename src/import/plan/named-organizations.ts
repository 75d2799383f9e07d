// Finds the organizations that rows name: the same name except for case, spaces, and Unicode form. A name that is only
// similar is never taken for the organization.
import { type SQL, sql } from 'drizzle-orm';
import { nearOrganizationKey, organizationKey } from '../../db/organization-key.ts';
import type { Transaction } from '../../db/transaction.ts';
import { findNearest } from '../../model/find-nearest.ts';
import { organizationNameLimit } from '../../model/organization.ts';
import type { UnknownOrganizations } from '../../model/plan.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import type { PlanRules } from './rules.ts';

export const namedOrganizationTable: SQL = sql.raw('pg_temp.named_organization');

const shownNames = 5;

/** How many organizations are searched for one with a similar name. */
const maxCandidates = 10_000;

/**
 * Creates a table with each name in the file, as `written`, the organization with this name (null if there is none, or several),
 * and how many have it.
 */
export async function createNamedOrganizations(
  tx: Transaction,
  {
    workspaceId,
    importId,
    namesOrganizations,
  }: Pick<PlanRules, 'workspaceId' | 'importId' | 'namesOrganizations'>,
): Promise<void> {
  if (!namesOrganizations) return;
  await tx.execute(sql`
    create temporary table named_organization on commit drop as
      select n.written, case when count(o.id) = 1 then min(o.id) end as organization_id,
        count(o.id)::integer as organizations
      from (
        select distinct organization as written from ${rowTable(importId)} where organization is not null
      ) n
      left join organization o on o.workspace_id = ${workspaceId} and ${organizationKey(sql`o.name`)} = ${organizationKey(sql`n.written`)}
      group by n.written`);
  await tx.execute(sql`analyze ${namedOrganizationTable}`);
}

/** Whether the column of organizations contains names, of which none is that of an organization. */
export async function matchesNoOrganization(tx: Transaction): Promise<boolean> {
  const [row] = await tx.execute<{ names: number; known: number }>(sql`
    select count(*)::integer as names, count(organization_id)::integer as known from ${namedOrganizationTable}`);
  return row!.names > 0 && row!.known === 0;
}

/** The new rows that name an organization that doesn't exist, or whose name several have. */
const rowsOfUnknown = (importId: number): SQL => sql`
    ${planTable(importId)} p join ${rowTable(importId)} s using (line)
    join ${namedOrganizationTable} n on n.written = s.organization and n.organization_id is null
    where p.end_user_id is null and s.customer_id is null`;

/** A further condition for `rowsOfUnknown`: no garbled name becomes an organization. */
const canBeAdded = sql`n.organizations = 0 and length(s.organization) <= ${organizationNameLimit}
  and (s.marks is null or not s.marks::jsonb ? 'organization')`;

/**
 * The organizations that can be added: `name`, the first `line` with it, and `is_near`, whether it differs only in punctuation or
 * the legal form from that of an organization, archived or not, or from another name of the file. Names that differ only in case,
 * spaces, or Unicode form are one; the first spelling counts.
 */
function addableOrganizations({ workspaceId, importId }: Pick<PlanRules, 'workspaceId' | 'importId'>): SQL {
  const name = sql`btrim(regexp_replace(normalize(s.organization, nfc), '\\s+', ' ', 'g'))`;
  return sql`
    select name, line, near <> '' and (
        row_number() over (partition by near order by line) > 1
        or near in (select ${nearOrganizationKey(sql`o.name`)} from organization o where o.workspace_id = ${workspaceId})
      ) as is_near
    from (
      select named.*, ${nearOrganizationKey(sql`named.name`)} as near from (
        select (array_agg(${name} order by line))[1] as name, min(line) as line
        from ${rowsOfUnknown(importId)} and ${canBeAdded}
        group by ${organizationKey(sql`s.organization`)}
      ) named
    ) named`;
}

/**
 * Adds the organizations that new rows name and that don't exist.
 *
 * @param isNear whether those are added that look like others, instead of the rest
 */
export async function addUnknownOrganizations(
  tx: Transaction,
  rules: Pick<PlanRules, 'workspaceId' | 'importId' | 'namesOrganizations'>,
  createdBy: string,
  isNear = false,
): Promise<void> {
  if (!rules.namesOrganizations) return;
  await createNamedOrganizations(tx, rules);
  await tx.execute(sql`
    insert into organization (workspace_id, name, created_by)
    select ${rules.workspaceId}, name, ${createdBy} from (${addableOrganizations(rules)}) added
    where is_near = ${isNear} order by line
    on conflict do nothing`);
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
    from ${rowsOfUnknown(importId)}
    group by s.organization order by count(*) desc, s.organization limit ${shownNames}`);
  const [most] = first;
  if (!most) return null;
  const known = await tx.execute<{ name: string; written: string | null }>(sql`
    select o.name, w.written from organization o
    left join jsonb_array_elements_text(${JSON.stringify(first.map(({ name }) => name))}::jsonb) w (written)
      on ${nearOrganizationKey(sql`w.written`)} = ${nearOrganizationKey(sql`o.name`)}
    where o.workspace_id = ${workspaceId} order by o.archived, o.id limit ${maxCandidates}`);
  const [addable] = await tx.execute<{ all: number; near: number }>(sql`
    select count(*)::integer as all, (count(*) filter (where is_near))::integer as near
    from (${addableOrganizations({ workspaceId, importId })}) added`);
  const candidates = known.map(({ name }) => name);
  return {
    names: most.names,
    rows: most.allRows,
    toAdd: addable!.all - addable!.near,
    ...(addable!.near > 0 && { nearToAdd: addable!.near }),
    first: first.map(({ name, rows }) => {
      const nearest = known.find(({ written }) => written === name)?.name ?? findNearest(name, candidates);
      return { name, rows, ...(nearest !== undefined && { nearest }) };
    }),
  };
}
