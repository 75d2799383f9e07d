// A member adds an organization.
import { insertOrganization, type NewOrganization } from '../../db/organizations.ts';
import { ensureWorkspace } from '../../db/workspaces.ts';
import { type Organization, organizationNameLimit } from '../../model/organization.ts';
import type { Context } from '../ports.ts';

export type AddedOrganization =
  | { readonly outcome: 'added' | 'exists'; readonly organization: Organization }
  /** `length` is in Unicode code points, as is the limit. */
  | { readonly outcome: 'name too long'; readonly length: number };

export async function addOrganization(
  { inWorkspace }: Context,
  newOrganization: NewOrganization,
): Promise<AddedOrganization> {
  const { workspaceId, name } = newOrganization;
  const length = Array.from(name).length;
  if (length > organizationNameLimit) return { outcome: 'name too long', length };
  return inWorkspace(workspaceId, async (tx) => {
    await ensureWorkspace(tx, workspaceId);
    const { organization, added } = await insertOrganization(tx, newOrganization);
    return { outcome: added ? 'added' : 'exists', organization };
  });
}
