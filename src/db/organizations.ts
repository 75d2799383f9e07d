// Store of organizations.
import { and, asc, count, desc, eq, ilike, or, type SQL, sql } from 'drizzle-orm';
import { findNearest } from '../model/find-nearest.ts';
import type { Organization } from '../model/organization.ts';
import { organizationKey } from './organization-key.ts';
import { organization } from './schema/organization-table.ts';
import type { Queryable } from './transaction.ts';

const columns = { id: organization.id, name: organization.name };

export type NewOrganization = { workspaceId: string; name: string; createdBy: string };

/** Adds an organization. If the name is taken, `added` is false and `organization` is the existing one. */
export async function insertOrganization(
  db: Queryable,
  { workspaceId, name, createdBy }: NewOrganization,
): Promise<{ organization: Organization; added: boolean }> {
  const [added] = await db
    .insert(organization)
    .values({ workspaceId, name, createdBy })
    .onConflictDoNothing()
    .returning(columns);
  if (added) return { organization: added, added: true };
  const existing = await findOrganizationByName(db, workspaceId, name);
  if (!existing) throw new Error('the organization whose name was taken does not exist anymore');
  return { organization: existing, added: false };
}

export async function findOrganization(
  db: Queryable,
  workspaceId: string,
  id: number,
): Promise<Organization | null> {
  const [row] = await db
    .select(columns)
    .from(organization)
    .where(and(eq(organization.workspaceId, workspaceId), eq(organization.id, id)));
  return row ?? null;
}

/** Compares whole names, ignoring case. */
export async function findOrganizationByName(
  db: Queryable,
  workspaceId: string,
  name: string,
): Promise<Organization | null> {
  const [row] = await db
    .select(columns)
    .from(organization)
    .where(and(eq(organization.workspaceId, workspaceId), sql`lower(${organization.name}) = lower(${name})`));
  return row ?? null;
}

/**
 * The organization with one of these names, whatever the case, the spaces, and the Unicode form. The first name counts
 * that exactly one organization has.
 */
export async function findOrganizationByNames(
  db: Queryable,
  workspaceId: string,
  names: readonly string[],
): Promise<Organization | null> {
  const [row] = await db.execute<Organization>(sql`
    select min(o.id)::float8 as id, min(o.name) as name
    from jsonb_array_elements_text(${JSON.stringify(names)}::jsonb) with ordinality as typed (name, nth)
    join organization o on o.workspace_id = ${workspaceId}
      and ${organizationKey(sql`o.name`)} = ${organizationKey(sql`typed.name`)}
    group by nth having count(*) = 1 order by nth limit 1`);
  return row ?? null;
}

/** How many names a mistyped one is compared with. */
const comparisonLimit = 10_000;

/** The first of these names that resembles the name of an organization, and that organization's name. */
export async function findNearestOrganization(
  db: Queryable,
  workspaceId: string,
  names: readonly string[],
): Promise<{ readonly typed: string; readonly name: string } | null> {
  const organizations = await db
    .select({ name: organization.name })
    .from(organization)
    .where(eq(organization.workspaceId, workspaceId))
    .orderBy(asc(organization.id))
    .limit(comparisonLimit);
  const known = organizations.map(({ name }) => name);
  for (const typed of names) {
    const name = findNearest(typed, known);
    if (name !== undefined) return { typed, name };
  }
  return null;
}

/** The organization whose whole name the text begins with, ignoring case; of several, the one with the longest name. */
export async function findOrganizationNamedIn(
  db: Queryable,
  workspaceId: string,
  text: string,
): Promise<Organization | null> {
  const name = sql`lower(${organization.name})`;
  const begun = sql`lower(${text}::text)`;
  const [row] = await db
    .select(columns)
    .from(organization)
    .where(
      and(
        eq(organization.workspaceId, workspaceId),
        sql`starts_with(${begun}, ${name})`,
        // The name must end where a word ends: "Acme" is not named in "Acmetron".
        sql`substr(${begun}, length(${name}) + 1, 1) !~ '[[:alnum:]]'`,
      ),
    )
    .orderBy(desc(sql`length(${organization.name})`))
    .limit(1);
  return row ?? null;
}

/** At most `limit` organizations whose name contains `search` or whose id it is, by name; and how many match in all. */
export async function searchOrganizations(
  db: Queryable,
  workspaceId: string,
  search: string,
  limit: number,
  offset = 0,
): Promise<{ organizations: Organization[]; total: number }> {
  const matching = and(
    eq(organization.workspaceId, workspaceId),
    search === '' ? undefined : or(ilike(organization.name, containing(search)), hasId(search)),
  );
  const organizations = await db
    .select(columns)
    .from(organization)
    .where(matching)
    .orderBy(asc(sql`lower(${organization.name})`))
    .limit(limit)
    .offset(offset);
  const [all] = await db.select({ total: count() }).from(organization).where(matching);
  return { organizations, total: all?.total ?? 0 };
}

const containing = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`;

const hasId = (search: string): SQL | undefined =>
  /^\d{1,15}$/.test(search) ? eq(organization.id, Number(search)) : undefined;
