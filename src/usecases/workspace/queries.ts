// What members ask to see of their workspace, and what changes nothing.
import { latestExports } from '../../db/exports.ts';
import { findImport, latestImports } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import { searchOrganizations } from '../../db/organizations.ts';
import type { Export } from '../../model/export.ts';
import type { Import } from '../../model/import.ts';
import type { Organization } from '../../model/organization.ts';

export type LookUp = {
  /** By name or id, at most `limit` of them, and how many there are in all. */
  organizations(
    workspaceId: string,
    search: string,
    limit: number,
  ): Promise<{ organizations: Organization[]; total: number }>;
  /** The newest first. */
  imports(workspaceId: string, limit: number): Promise<Import[]>;
  /** `null` also for a file that was none of our business. */
  oneImport(workspaceId: string, importId: number): Promise<Import | null>;
  /** Those that have a file, the newest first. */
  downloads(workspaceId: string, limit: number): Promise<Export[]>;
};

export function lookUp(inWorkspace: InWorkspace): LookUp {
  return {
    organizations: (workspaceId, search, limit) =>
      inWorkspace(workspaceId, (tx) => searchOrganizations(tx, workspaceId, search, limit)),
    imports: (workspaceId, limit) => inWorkspace(workspaceId, (tx) => latestImports(tx, workspaceId, limit)),
    async oneImport(workspaceId, importId) {
      const found = await inWorkspace(workspaceId, (tx) => findImport(tx, { workspaceId, importId }));
      return found?.state === 'ignored' ? null : found;
    },
    downloads: (workspaceId, limit) =>
      inWorkspace(workspaceId, (tx) => latestExports(tx, workspaceId, limit)),
  };
}
