// A member adds an organization.
import type { InWorkspace } from '../../db/in-workspace.ts';
import { insertOrganization, type NewOrganization } from '../../db/organizations.ts';
import { ensureWorkspace } from '../../db/workspaces.ts';
import { type Organization, organizationNameLimit } from '../../model/organization.ts';

export type AddedOrganization =
  | { readonly outcome: 'added' | 'exists'; readonly organization: Organization }
  /** In characters, counted as the limit counts them. */
  | { readonly outcome: 'name too long'; readonly length: number };

export type AddOrganization = (wanted: NewOrganization) => Promise<AddedOrganization>;

export function addOrganization(inWorkspace: InWorkspace): AddOrganization {
  return async (wanted) => {
    const length = Array.from(wanted.name).length;
    if (length > organizationNameLimit) return { outcome: 'name too long', length };
    return inWorkspace(wanted.workspaceId, async (tx) => {
      await ensureWorkspace(tx, wanted.workspaceId);
      const { organization, added } = await insertOrganization(tx, wanted);
      return { outcome: added ? 'added' : 'exists', organization };
    });
  };
}
