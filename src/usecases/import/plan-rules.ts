// The rules that an import is planned and applied by: the choices that members made, and defaults for the rest.
import { findExport, findExportByThread, findSnapshot } from '../../db/exports.ts';
import { findImportDetails, findLineage } from '../../db/imports.ts';
import { searchOrganizations } from '../../db/organizations.ts';
import type { Transaction } from '../../db/transaction.ts';
import { findSettings } from '../../db/workspaces.ts';
import { isNameOfCopyOf } from '../../export/export-file-name.ts';
import type { PlanRules } from '../../import/plan/rules.ts';
import { findOrganizationsOfRefs } from '../../import/stage/origin-of-refs.ts';
import type { Choices } from '../../model/choices.ts';
import type { Export } from '../../model/export.ts';
import type { Import } from '../../model/import.ts';
import type { MatchKey } from '../../model/instructions.ts';
import type { FileSubject, MatchedHeader } from '../../model/matched-header.ts';
import type { Organization } from '../../model/organization.ts';
import type { MergeBase } from '../../model/plan.ts';
import { lastSecondOf } from '../../model/wanted-moment.ts';

/** @returns the rules, and the export that the file was made from */
export async function planRulesOf(
  tx: Transaction,
  record: Import,
): Promise<{ rules: PlanRules; base: MergeBase | null }> {
  const { workspaceId, id: importId } = record;
  const details = await findImportDetails(tx, { workspaceId, importId });
  const { organizations, total } = await searchOrganizations(tx, workspaceId, '', 1);
  // New rows that name no organization go to the only organization, if there is only one. Not if the message names one
  // that doesn't exist: members are asked.
  const isOnlyOne = total === 1 && record.organizationName === null;
  const onlyOrganization = isOnlyOne ? (organizations[0]?.id ?? null) : null;
  const baseExportId = details?.baseExportId ?? null;
  // The rows of a problem file go where those of its import would have gone.
  const ofRefs = await findOrganizationsOfRefs(tx, { workspaceId, importId });
  const { base, snapshot, isWhole, organization } = await mergeBaseOf(
    tx,
    record,
    baseExportId,
    details?.header?.subject ?? null,
  );
  return {
    base,
    rules: {
      workspaceId,
      importId,
      ...(details?.header?.subject && { subject: details.header.subject }),
      organizationId:
        record.organizationId ??
        (record.organizationName === null
          ? ((ofRefs.length === 1 ? ofRefs[0] : organization?.id) ?? onlyOrganization)
          : null),
      baseOrganization: organization,
      isBaseWhole: isWhole,
      isBaseCertain: base === null || isNameOfCopyOf(record.fileName, base.fileName),
      namesOrganizations: details?.header ? namesOrganizations(details.header) : false,
      namedOrganizationId: record.organizationId,
      isOrganizationChosen: record.organizationChosen,
      typedOrganization: record.organizationId === null ? record.organizationName : null,
      choices: { ...defaultChoices(isWhole), ...details?.choices },
      leftOut: details?.leftOut ?? null,
      instructions: record.instructions,
      matchBy: await matchKeyOf(tx, record, details?.header ?? null),
      redacted: record.sharedOutside,
      snapshot,
      lineage: snapshot === null ? [] : await findLineage(tx, record, baseExportId),
    },
  };
}

/**
 * What the message says; else, in a file without contact_ids, what the setting says. The people of a roster are known by
 * their emails.
 */
async function matchKeyOf(
  tx: Transaction,
  { workspaceId, instructions }: Import,
  header: MatchedHeader | null,
): Promise<MatchKey> {
  if (instructions.matchBy) return instructions.matchBy;
  if (header?.columns.includes('contact_id')) return instructions.roster ? 'email' : 'contact_id';
  const { matchBy } = await findSettings(tx, workspaceId);
  return matchBy === 'contact_id' && instructions.roster ? 'email' : matchBy;
}

/** Whether rows name organizations, in a column of the file. */
export function namesOrganizations({ reads = [] }: MatchedHeader): boolean {
  return reads.some(({ meaning }) => meaning.use === 'organization');
}

/** In one of our exports, a cleared cell is an edit; in any other file, an empty cell more likely says nothing. */
const defaultChoices = (fromExport: boolean): Choices => ({
  lookAlikes: 'leave out',
  emptyCells: fromExport ? 'clear' : 'keep',
  unknownIds: 'leave out',
  conflicts: 'keep',
  olderValues: 'keep',
  archived: 'leave out',
  leavers: 'keep',
  otherOrganizations: 'leave out',
  otherPeople: 'leave out',
});

type FoundBase = {
  readonly base: MergeBase | null;
  /** The database snapshot that the export was written from. */
  readonly snapshot: string | null;
  /** Whether the export has all end users with all their cells. */
  readonly isWhole: boolean;
  /** The only organization in the export. */
  readonly organization: Organization | null;
};

async function mergeBaseOf(
  tx: Transaction,
  { workspaceId, place }: Import,
  exportId: number | null,
  subject: FileSubject | null,
): Promise<FoundBase> {
  const none = { base: null, snapshot: null, isWhole: false, organization: null };
  if (exportId === null) return none;
  const key = { workspaceId, exportId };
  const record = await findExport(tx, key);
  const snapshot = await findSnapshot(tx, key);
  if (!record?.fileName || snapshot === null) return none;
  // An export of end users says nothing about the names of organizations, nor the other way round.
  if ((record.kind === 'organizations') !== (subject === 'organizations')) return none;
  const thread = await findExportByThread(tx, workspaceId, place);
  const other = thread?.fileName && thread.id !== exportId ? { thread: thread.fileName } : {};
  const { organizationId, organizationName } = record;
  return {
    base: { exportId, fileName: record.fileName, exportedAt: timeOfValues(record).toISOString(), ...other },
    organization:
      organizationId !== null && organizationName !== null
        ? { id: organizationId, name: organizationName }
        : null,
    snapshot,
    // A template has one example row: empty cells in other rows were never filled.
    isWhole: record.kind === 'export' && !record.archived,
  };
}

/** When the values of the export were the current ones. */
const timeOfValues = ({ asOf, createdAt }: Export): Date => (asOf ? lastSecondOf(asOf) : createdAt);
