// Finds the organization that a message names, by its id or by its name.
import { findOrganization, findOrganizationNamedIn } from '../../db/organizations.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { FileShare } from '../../model/file-share.ts';
import type { Organization } from '../../model/organization.ts';

/** @returns null when the message names none, or one that does not exist */
export async function organizationNamedBy(
  tx: Transaction,
  workspaceId: string,
  { organizationId, organizationText }: Pick<FileShare, 'organizationId' | 'organizationText'>,
): Promise<Organization | null> {
  if (organizationId !== null) return findOrganization(tx, workspaceId, organizationId);
  return organizationText ? findOrganizationNamedIn(tx, workspaceId, organizationText) : null;
}
