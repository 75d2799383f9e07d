// Finds the organization that a member names, or the ones with similar names.
import {
  findOrganization,
  findOrganizationByName,
  type ListedOrganizations,
  searchOrganizations,
} from '../../db/organizations.ts';
import type { Transaction } from '../../db/transaction.ts';
import { findNearest } from '../../model/find-nearest.ts';
import type { Organization, StoredOrganization } from '../../model/organization.ts';
import type { OrganizationRef } from '../../model/organization-ref.ts';

/** How many names are suggested for a mistyped one. */
const suggestionLimit = 5;
/** How many names a mistyped one is compared with. */
const comparisonLimit = 2_000;

/** An archived one is found, too: whoever names it asks for it. */
export function resolveOrganization(
  tx: Transaction,
  workspaceId: string,
  ref: OrganizationRef,
): Promise<StoredOrganization | null> {
  return ref.by === 'id'
    ? findOrganization(tx, workspaceId, ref.id)
    : findOrganizationByName(tx, workspaceId, ref.name);
}

/** The organizations whose names contain what was typed, else those that are one typo away. */
export async function suggestOrganizations(
  tx: Transaction,
  workspaceId: string,
  typed: string,
  which: ListedOrganizations = 'active',
): Promise<Organization[]> {
  const containing = await searchOrganizations(tx, workspaceId, typed, suggestionLimit, 0, which);
  if (containing.total > 0) return containing.organizations;
  const { organizations } = await searchOrganizations(tx, workspaceId, '', comparisonLimit, 0, which);
  const closest = findNearest(
    typed,
    organizations.map(({ name }) => name),
  );
  return organizations.filter(({ name }) => name === closest);
}
