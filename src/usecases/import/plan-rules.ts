// The rules that an import is planned and applied by: what members chose, and the defaults for the rest.

import { findExport, findSnapshot } from '../../db/exports.ts';
import { findImportDetails } from '../../db/imports.ts';
import { searchOrganizations } from '../../db/organizations.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { PlanRules } from '../../import/plan/rules.ts';
import type { Choices } from '../../model/choices.ts';
import type { Import } from '../../model/import.ts';
import type { MergeBase } from '../../model/plan.ts';

/** The rules, and the export that the file was made from. */
export async function planRulesOf(
  tx: Transaction,
  found: Import,
): Promise<{ rules: PlanRules; base: MergeBase | null }> {
  const { workspaceId, id: importId } = found;
  const details = await findImportDetails(tx, { workspaceId, importId });
  const { organizations, total } = await searchOrganizations(tx, workspaceId, '', 1);
  // New rows that name no organization belong to the only one that there is.
  const only = total === 1 ? (organizations[0]?.id ?? null) : null;
  const { base, snapshot, isWhole } = await baseOf(tx, workspaceId, details?.baseExportId ?? null);
  return {
    base,
    rules: {
      workspaceId,
      importId,
      organizationId: found.organizationId ?? only,
      choices: { ...defaultChoices(isWhole), ...details?.choices },
      redacted: found.sharedOutside,
      snapshot,
    },
  };
}

/** Clearing a cell is an edit in an export of ours; in any other file an empty cell more likely says nothing. */
const defaultChoices = (fromExport: boolean): Choices => ({
  lookAlikes: 'create',
  emptyCells: fromExport ? 'clear' : 'keep',
  unknownIds: 'leave out',
  conflicts: 'keep',
});

async function baseOf(
  tx: Transaction,
  workspaceId: string,
  exportId: number | null,
): Promise<{ base: MergeBase | null; snapshot: string | null; isWhole: boolean }> {
  const none = { base: null, snapshot: null, isWhole: false };
  if (exportId === null) return none;
  const key = { workspaceId, exportId };
  const found = await findExport(tx, key);
  const snapshot = await findSnapshot(tx, key);
  if (!found?.fileName || snapshot === null) return none;
  return {
    base: { exportId, fileName: found.fileName, exportedAt: found.createdAt.toISOString() },
    snapshot,
    // A template holds one example: what is empty in its other rows was never filled.
    isWhole: found.kind === 'export',
  };
}
