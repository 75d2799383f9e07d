// Archives or restores an organization by hand.
import { countCurrentEndUsers } from '../../db/end-users.ts';
import { addOperation } from '../../db/operations.ts';
import { changeOrganization } from '../../db/organization-changes.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import type { Organization } from '../../model/organization.ts';
import type { OrganizationRef } from '../../model/organization-ref.ts';
import type { RowAction } from '../../model/row.ts';
import type { Context } from '../ports.ts';
import { resolveOrganization, suggestOrganizations } from './resolve-organization.ts';

export type OrganizationTurn = {
  readonly workspaceId: string;
  readonly of: OrganizationRef;
  readonly action: RowAction;
  readonly by: string;
};

export type TurnedOrganization =
  /** `was so`: it was archived, or not archived, before. */
  | { readonly outcome: 'turned' | 'was so'; readonly organization: Organization }
  /** `nearest` are the organizations that the member may have meant. */
  | { readonly outcome: 'not found'; readonly nearest: readonly Organization[] };

export function turnOrganization(
  { inWorkspace }: Pick<Context, 'inWorkspace'>,
  { workspaceId, of, action, by }: OrganizationTurn,
): Promise<TurnedOrganization> {
  const archived = action === 'archive';
  const turn = () =>
    inWorkspace(
      workspaceId,
      async (tx): Promise<TurnedOrganization> => {
        const organization = await resolveOrganization(tx, workspaceId, of);
        if (!organization) {
          const which = archived ? 'active' : 'archived';
          const nearest = of.by === 'name' ? await suggestOrganizations(tx, workspaceId, of.name, which) : [];
          return { outcome: 'not found', nearest };
        }
        if (organization.archived === archived) return { outcome: 'was so', organization };
        // Its end users are in no export and no list after that: as if each of them were archived.
        const endUsers = await countCurrentEndUsers(tx, workspaceId, organization.id);
        const operationId = await addOperation(tx, { workspaceId, kind: 'hand', by, endUsers });
        const key = { workspaceId, organizationId: organization.id };
        await changeOrganization(tx, key, operationId, { archived });
        return { outcome: 'turned', organization };
      },
      { isolationLevel: 'repeatable read' },
    );
  return retryOnConflict(turn);
}
