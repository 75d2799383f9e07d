// The organization that a member names, or those whose names are near.

import { findOrganization, findOrganizationByName, searchOrganizations } from '../../db/organizations.ts';
import type { Transaction } from '../../db/transaction.ts';
import { nearest } from '../../model/nearest.ts';
import type { Organization } from '../../model/organization.ts';
import type { OrganizationRef } from '../../model/organization-ref.ts';

/** How many names a mistyped one is offered, and with how many it is compared. */
const offered = 5;
const compared = 2_000;

export function findAsked(
  tx: Transaction,
  workspaceId: string,
  of: OrganizationRef,
): Promise<Organization | null> {
  return of.by === 'id'
    ? findOrganization(tx, workspaceId, of.id)
    : findOrganizationByName(tx, workspaceId, of.name);
}

/** Those whose name holds what was typed, else those that are a slip of the finger away. */
export async function nearestNames(
  tx: Transaction,
  workspaceId: string,
  typed: string,
): Promise<Organization[]> {
  const holding = await searchOrganizations(tx, workspaceId, typed, offered);
  if (holding.total > 0) return holding.organizations;
  const { organizations } = await searchOrganizations(tx, workspaceId, '', compared);
  const close = nearest(
    typed,
    organizations.map(({ name }) => name),
  );
  return organizations.filter(({ name }) => name === close);
}
