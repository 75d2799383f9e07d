// A member adds an organization.
import { findSimilarOrganization, insertOrganization, type NewOrganization } from '../../db/organizations.ts';
import { ensureWorkspace } from '../../db/workspaces.ts';
import { organizationNameLimit, type StoredOrganization } from '../../model/organization.ts';
import type { Context } from '../ports.ts';

export type AddedOrganization =
  /** `looks like`: nothing was added, since the name is nearly that of this organization. */
  | { readonly outcome: 'added' | 'exists' | 'looks like'; readonly organization: StoredOrganization }
  /** `length` is in Unicode code points, as is the limit. */
  | { readonly outcome: 'name too long'; readonly length: number };

/** @param anyway adds it although another organization has nearly the same name */
export async function addOrganization(
  { inWorkspace }: Context,
  { anyway, ...newOrganization }: NewOrganization & { readonly anyway: boolean },
): Promise<AddedOrganization> {
  const { workspaceId, name } = newOrganization;
  const length = Array.from(name).length;
  if (length > organizationNameLimit) return { outcome: 'name too long', length };
  return inWorkspace(workspaceId, async (tx) => {
    await ensureWorkspace(tx, workspaceId);
    const similar = await findSimilarOrganization(tx, workspaceId, name, null);
    if (similar?.isSame) return { outcome: 'exists', organization: similar.organization };
    if (similar && !anyway) return { outcome: 'looks like', organization: similar.organization };
    const { organization, added } = await insertOrganization(tx, newOrganization);
    return { outcome: added ? 'added' : 'exists', organization };
  });
}
