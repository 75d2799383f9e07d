// Store of organizations.
import { and, asc, count, desc, eq, ilike, or, type SQL, sql } from 'drizzle-orm';
import { findNearest } from '../model/find-nearest.ts';
import type { Organization, StoredOrganization } from '../model/organization.ts';
import { nearOrganizationKey, organizationKey } from './organization-key.ts';
import { organization } from './schema/organization-table.ts';
import type { Queryable } from './transaction.ts';

const columns = { id: organization.id, name: organization.name };
const storedColumns = { ...columns, archived: organization.archived };

export type NewOrganization = { workspaceId: string; name: string; createdBy: string };

/** Adds an organization. If the name is taken, `added` is false and `organization` is the existing one. */
export async function insertOrganization(
  db: Queryable,
  { workspaceId, name, createdBy }: NewOrganization,
): Promise<{ organization: StoredOrganization; added: boolean }> {
  const [added] = await db
    .insert(organization)
    .values({ workspaceId, name, createdBy })
    .onConflictDoNothing()
    .returning(storedColumns);
  if (added) return { organization: added, added: true };
  const existing = await findOrganizationByName(db, workspaceId, name);
  if (!existing) throw new Error('the organization whose name was taken does not exist anymore');
  return { organization: existing, added: false };
}

/** An archived one is found, too. */
export async function findOrganization(
  db: Queryable,
  workspaceId: string,
  id: number,
): Promise<StoredOrganization | null> {
  const [row] = await db
    .select(storedColumns)
    .from(organization)
    .where(and(eq(organization.workspaceId, workspaceId), eq(organization.id, id)));
  return row ?? null;
}

/** Compares whole names, ignoring case. An archived one is found, too. */
export async function findOrganizationByName(
  db: Queryable,
  workspaceId: string,
  name: string,
): Promise<StoredOrganization | null> {
  const [row] = await db
    .select(storedColumns)
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

/** `isSame`: the names differ at most in case, spaces, and Unicode form. */
export type SimilarOrganization = { readonly organization: StoredOrganization; readonly isSame: boolean };

/**
 * Another organization that a name may mean: one with the same name, or else with one that differs only in punctuation or the
 * legal form. Archived ones count.
 *
 * @param except the organization that is renamed
 */
export async function findSimilarOrganization(
  db: Queryable,
  workspaceId: string,
  name: string,
  except: number | null,
): Promise<SimilarOrganization | null> {
  const given = sql`${name}::text`;
  const [row] = await db.execute<StoredOrganization & { isSame: boolean }>(sql`
    select id::float8 as id, name, archived, ${organizationKey(sql`name`)} = ${organizationKey(given)} as "isSame"
    from organization
    where workspace_id = ${workspaceId} and id is distinct from ${except}::bigint
      and (${organizationKey(sql`name`)} = ${organizationKey(given)}
        or ${nearOrganizationKey(sql`name`)} = ${nearOrganizationKey(given)})
    order by "isSame" desc, archived, id limit 1`);
  if (!row) return null;
  const { isSame, ...organization } = row;
  return { organization, isSame };
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
    .where(and(eq(organization.workspaceId, workspaceId), eq(organization.archived, false)))
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
        eq(organization.archived, false),
        sql`starts_with(${begun}, ${name})`,
        // The name must end where a word ends: "Acme" is not named in "Acmetron".
        sql`substr(${begun}, length(${name}) + 1, 1) !~ '[[:alnum:]]'`,
      ),
    )
    .orderBy(desc(sql`length(${organization.name})`))
    .limit(1);
  return row ?? null;
}

/** Which organizations a list has. */
export type ListedOrganizations = 'active' | 'archived' | 'all';

/** Whether the workspace has any, archived or not. */
export async function hasOrganizations(db: Queryable, workspaceId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: organization.id })
    .from(organization)
    .where(eq(organization.workspaceId, workspaceId))
    .limit(1);
  return row !== undefined;
}

/** At most `limit` organizations whose name contains `search` or whose id it is, by name; and how many match in all. */
export async function searchOrganizations(
  db: Queryable,
  workspaceId: string,
  search: string,
  limit: number,
  offset = 0,
  which: ListedOrganizations = 'active',
): Promise<{ organizations: Organization[]; total: number }> {
  const matching = and(
    eq(organization.workspaceId, workspaceId),
    which === 'all' ? undefined : eq(organization.archived, which === 'archived'),
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
