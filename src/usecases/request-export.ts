// A member asked for a file: notes it and has it written.
import type { Database } from '../db/database.ts';
import { type ExportRequest, findExport, insertExport } from '../db/exports.ts';
import { findOrganization, findOrganizationByName, searchOrganizations } from '../db/organizations.ts';
import { ensureWorkspace } from '../db/workspaces.ts';
import type { Export } from '../model/export.ts';
import { nearest } from '../model/nearest.ts';
import type { Organization } from '../model/organization.ts';
import type { OrganizationRef } from '../model/organization-ref.ts';
import { enqueue } from '../queue.ts';

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

/** How many organizations a mistyped name is compared with. */
const comparedNames = 2_000;

export function requestExport(db: Database) {
  return ({ of, ...wish }: ExportWish): Promise<ExportAnswer> =>
    db.transaction(async (tx) => {
      const { workspaceId } = wish;
      await ensureWorkspace(tx, workspaceId);
      const { organizations, total } = await searchOrganizations(tx, workspaceId, '', comparedNames);
      if (total === 0) return { outcome: 'no organization yet' };
      const organization =
        of === 'all'
          ? null
          : of.by === 'id'
            ? await findOrganization(tx, workspaceId, of.id)
            : await findOrganizationByName(tx, workspaceId, of.name);
      if (of !== 'all' && !organization) {
        const meant = of.by === 'name' ? nearestNames(of.name, organizations) : [];
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

/** Names that begin with or hold what was typed, else the one that is a slip of the finger away. */
function nearestNames(typed: string, organizations: readonly Organization[]): Organization[] {
  const wanted = typed.toLowerCase();
  const holding = organizations.filter(({ name }) => name.toLowerCase().includes(wanted));
  if (holding.length > 0) return holding.slice(0, 5);
  const close = nearest(
    wanted,
    organizations.map(({ name }) => name.toLowerCase()),
  );
  return organizations.filter(({ name }) => name.toLowerCase() === close).slice(0, 5);
}
