// A member renames an organization.
import { addOperation } from '../../db/operations.ts';
import { changeOrganization } from '../../db/organization-changes.ts';
import { findSimilarOrganization } from '../../db/organizations.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import {
  type Organization,
  organizationNameLimit,
  type StoredOrganization,
} from '../../model/organization.ts';
import type { OrganizationRef } from '../../model/organization-ref.ts';
import type { Context } from '../ports.ts';
import { resolveOrganization, suggestOrganizations } from './resolve-organization.ts';

export type Renaming = {
  readonly workspaceId: string;
  readonly of: OrganizationRef;
  readonly name: string;
  /** Renames it although another organization has nearly the same name. */
  readonly anyway: boolean;
  readonly by: string;
};

export type RenamedOrganization =
  /** `organization` has its earlier name. */
  | { readonly outcome: 'renamed' | 'has that name'; readonly organization: StoredOrganization }
  /** Nothing was changed, since `other` has that name, or nearly. */
  | {
      readonly outcome: 'name taken' | 'looks like';
      readonly organization: StoredOrganization;
      readonly other: StoredOrganization;
    }
  /** `length` is in Unicode code points, as is the limit. */
  | { readonly outcome: 'name too long'; readonly length: number }
  /** `nearest` are the organizations that the member may have meant. */
  | { readonly outcome: 'not found'; readonly nearest: readonly Organization[] };

export async function renameOrganization(
  { inWorkspace }: Pick<Context, 'inWorkspace'>,
  { workspaceId, of, name, anyway, by }: Renaming,
): Promise<RenamedOrganization> {
  const length = Array.from(name).length;
  if (length > organizationNameLimit) return { outcome: 'name too long', length };
  const rename = () =>
    inWorkspace(
      workspaceId,
      async (tx): Promise<RenamedOrganization> => {
        const organization = await resolveOrganization(tx, workspaceId, of);
        if (!organization) {
          const nearest = of.by === 'name' ? await suggestOrganizations(tx, workspaceId, of.name) : [];
          return { outcome: 'not found', nearest };
        }
        if (organization.name === name) return { outcome: 'has that name', organization };
        const similar = await findSimilarOrganization(tx, workspaceId, name, organization.id);
        const other = similar?.organization;
        if (other && similar.isSame) return { outcome: 'name taken', organization, other };
        if (other && !anyway) return { outcome: 'looks like', organization, other };
        const operationId = await addOperation(tx, { workspaceId, kind: 'hand', by, endUsers: 0 });
        const key = { workspaceId, organizationId: organization.id };
        await changeOrganization(tx, key, operationId, { name });
        return { outcome: 'renamed', organization };
      },
      { isolationLevel: 'repeatable read' },
    );
  return retryOnConflict(rename);
}
