// A member asked for a file: records the export and has the file written.
import { countEndUsers } from '../../db/end-users.ts';
import { type ExportRequest, findExport, insertExport } from '../../db/exports.ts';
import { findPast } from '../../db/moments.ts';
import { hasOrganizations } from '../../db/organizations.ts';
import { ensureWorkspace } from '../../db/workspaces.ts';
import { type Export, type Moment, momentOf } from '../../model/export.ts';
import { heavyRows, weightOfRows } from '../../model/job-weight.ts';
import type { Organization } from '../../model/organization.ts';
import type { OrganizationRef } from '../../model/organization-ref.ts';
import { enqueueJob } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { resolveOrganization, suggestOrganizations } from '../workspace/resolve-organization.ts';

export type WantedExport = Omit<ExportRequest, 'organizationId'> & { readonly of: OrganizationRef | 'all' };

export type ExportOutcome =
  | { readonly outcome: 'requested'; readonly export: Export }
  | { readonly outcome: 'no organization yet' }
  /** `first` is when the workspace's first change was made; null before that. */
  | { readonly outcome: 'nothing before'; readonly moment: Moment; readonly first: Date | null }
  /** `nearest` are the organizations that the member may have meant. */
  | {
      readonly outcome: 'organization not found';
      readonly asked: OrganizationRef;
      readonly nearest: readonly Organization[];
    };

export function requestExport(
  { inWorkspace }: Context,
  { of, ...wanted }: WantedExport,
): Promise<ExportOutcome> {
  const { workspaceId } = wanted;
  return inWorkspace(workspaceId, async (tx) => {
    await ensureWorkspace(tx, workspaceId);
    if (!(await hasOrganizations(tx, workspaceId))) return { outcome: 'no organization yet' };
    const organization = of === 'all' ? null : await resolveOrganization(tx, workspaceId, of);
    if (of !== 'all' && !organization) {
      const nearest = of.by === 'name' ? await suggestOrganizations(tx, workspaceId, of.name) : [];
      return { outcome: 'organization not found', asked: of, nearest };
    }
    const organizationId = organization?.id ?? null;
    const moment = momentOf(wanted);
    if (moment) {
      const { past, first } = await findPast(tx, workspaceId, moment);
      // Before the first import there is an empty file, which is what an export then was.
      if (!past || ('asOf' in moment && past.lastOperationId === 0))
        return { outcome: 'nothing before', moment, first };
    }
    const exportId = await insertExport(tx, { ...wanted, organizationId });
    const key = { workspaceId, exportId };
    const weight = moment
      ? 'heavy'
      : weightOfRows(
          wanted.kind !== 'export' ? 1 : await countEndUsers(tx, { workspaceId, organizationId }, heavyRows),
        );
    await enqueueJob(tx, 'perform-export', key, { weight });
    const requested = await findExport(tx, key);
    if (!requested) throw new Error('an inserted export is missing');
    return { outcome: 'requested', export: requested };
  });
}
