// A member asked for a file: notes it and has it written.
import { type ExportRequest, findExport, insertExport } from '../../db/exports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import { searchOrganizations } from '../../db/organizations.ts';
import { ensureWorkspace } from '../../db/workspaces.ts';
import type { Export } from '../../model/export.ts';
import type { Organization } from '../../model/organization.ts';
import type { OrganizationRef } from '../../model/organization-ref.ts';
import { enqueue } from '../../queue/queue.ts';
import { findAsked, nearestNames } from '../workspace/resolve-organization.ts';

export type ExportWish = Omit<ExportRequest, 'organizationId'> & { readonly of: OrganizationRef | 'all' };

export type ExportAnswer =
  | { readonly outcome: 'requested'; readonly export: Export }
  | { readonly outcome: 'no organization yet' }
  /** `nearest` are names that may be meant. */
  | {
      readonly outcome: 'organization not found';
      readonly asked: OrganizationRef;
      readonly nearest: readonly Organization[];
    };

export type RequestExport = (wish: ExportWish) => Promise<ExportAnswer>;

export function requestExport(inWorkspace: InWorkspace): RequestExport {
  return ({ of, ...wish }) =>
    inWorkspace(wish.workspaceId, async (tx) => {
      const { workspaceId } = wish;
      await ensureWorkspace(tx, workspaceId);
      const { total } = await searchOrganizations(tx, workspaceId, '', 1);
      if (total === 0) return { outcome: 'no organization yet' };
      const organization = of === 'all' ? null : await findAsked(tx, workspaceId, of);
      if (of !== 'all' && !organization) {
        const meant = of.by === 'name' ? await nearestNames(tx, workspaceId, of.name) : [];
        return { outcome: 'organization not found', asked: of, nearest: meant };
      }
      const exportId = await insertExport(tx, { ...wish, organizationId: organization?.id ?? null });
      const key = { workspaceId, exportId };
      await enqueue(tx, { kind: 'perform-export', workspaceId, payload: key });
      const requested = await findExport(tx, key);
      if (!requested) throw new Error('an inserted export is not there');
      return { outcome: 'requested', export: requested };
    });
}
