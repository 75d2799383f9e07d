// What members look up in their workspace without changing anything.
import { findImportedCells } from '../../db/cells-of-import.ts';
import { findImportedEndUsers } from '../../db/end-users-of-import.ts';
import { latestExports } from '../../db/exports.ts';
import { findImport, type ImportKey, type ListedImport, latestImports } from '../../db/imports.ts';
import { searchOrganizations } from '../../db/organizations.ts';
import type { Range } from '../../db/range.ts';
import type { ImportedCell, Page } from '../../model/cell-change.ts';
import type { ImportedEndUser } from '../../model/end-user.ts';
import type { Export } from '../../model/export.ts';
import type { Import } from '../../model/import.ts';
import type { Organization } from '../../model/organization.ts';
import { readOrganizationSearch } from '../../model/organization-search.ts';
import type { Context } from '../ports.ts';
import { suggestOrganizations } from './resolve-organization.ts';

/**
 * At most `limit` organizations by name or id, after the first `offset`, and how many match in all. Archived ones if `search`
 * ends with that word.
 */
export function listOrganizations(
  { inWorkspace }: Context,
  workspaceId: string,
  search: string,
  { limit, offset }: Range,
): Promise<{ organizations: Organization[]; total: number }> {
  const { text, isArchived } = readOrganizationSearch(search);
  return inWorkspace(workspaceId, (tx) =>
    searchOrganizations(tx, workspaceId, text, limit, offset, isArchived ? 'archived' : 'active'),
  );
}

/** The organizations with a name like this one. */
export function findOrganizations(
  { inWorkspace }: Context,
  workspaceId: string,
  name: string,
): Promise<Organization[]> {
  return inWorkspace(workspaceId, (tx) => suggestOrganizations(tx, workspaceId, name));
}

/** The latest imports, newest first. */
export function listImports(
  { inWorkspace }: Context,
  workspaceId: string,
  range: Range,
): Promise<ListedImport[]> {
  return inWorkspace(workspaceId, (tx) => latestImports(tx, workspaceId, range));
}

/** @returns null when there is no such import, or the bot ignored its file */
export async function getImport(
  { inWorkspace }: Context,
  workspaceId: string,
  importId: number,
): Promise<Import | null> {
  const record = await inWorkspace(workspaceId, (tx) => findImport(tx, { workspaceId, importId }));
  return record?.state === 'ignored' ? null : record;
}

/** A page of the cells that an import changed. */
export function listImportedCells(
  { inWorkspace }: Context,
  key: ImportKey,
  page: number,
): Promise<Page<ImportedCell>> {
  return inWorkspace(key.workspaceId, (tx) => findImportedCells(tx, key, page));
}

/** Some of the end users whom an import created or changed. */
export function listImportedEndUsers(
  { inWorkspace }: Context,
  key: ImportKey,
  range: Range,
): Promise<ImportedEndUser[]> {
  return inWorkspace(key.workspaceId, (tx) => findImportedEndUsers(tx, key, range));
}

/** The latest exports that have a file, newest first. */
export function listDownloads(
  { inWorkspace }: Context,
  workspaceId: string,
  range: Range,
): Promise<Export[]> {
  return inWorkspace(workspaceId, (tx) => latestExports(tx, workspaceId, range));
}
