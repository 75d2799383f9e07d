// A member asks for all cells of a plan or of a result: few of them are shown, more are written to a file by a job.
import { findImport, findImportDetails, type ImportKey } from '../../db/imports.ts';
import { findImportOperation } from '../../db/operations.ts';
import type { Transaction } from '../../db/transaction.ts';
import { appliedCells } from '../../import/cells/applied-cells.ts';
import { readFirstLines } from '../../import/cells/first-lines.ts';
import { plannedCells } from '../../import/cells/planned-cells.ts';
import {
  appliedOrganizationCells,
  plannedOrganizationCells,
} from '../../import/organizations/organization-cells.ts';
import { countStagedRows } from '../../import/stage/stage.ts';
import type { CellLine } from '../../model/cell-line.ts';
import type { Import } from '../../model/import.ts';
import { weightOfPlan } from '../../model/job-weight.ts';
import { enqueueJob } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { planRulesOf } from './plan-rules.ts';

/** With more cells, or more rows to look through, members get a file. */
export const shownCells = 100;
const shownRows = 20_000;

export type CellsOf = 'plan' | 'result';

export type AllCells =
  | { readonly outcome: 'no import' }
  /** The plan was replaced, or is over without a result. */
  | { readonly outcome: 'gone'; readonly record: Import }
  | {
      readonly outcome: 'shown';
      readonly record: Import;
      readonly of: CellsOf;
      readonly lines: readonly CellLine[];
    }
  /** `isKnown`: the file was posted before. */
  | { readonly outcome: 'file'; readonly record: Import; readonly of: CellsOf; readonly isKnown: boolean };

const hasResult: ReadonlySet<Import['state']> = new Set(['applied', 'undoing', 'undone', 'redoing']);

/** @param planNumber of the plan that the member saw */
export function showAllCells(context: Context, key: ImportKey, planNumber: number): Promise<AllCells> {
  return context.inWorkspace(
    key.workspaceId,
    async (tx) => {
      const found = await findCells(tx, key, planNumber);
      if (found.outcome !== 'found') return found;
      const { record, of, cells } = found;
      const isSmall = (record.plan?.allCells ?? shownCells + 1) <= shownCells;
      if (!isSmall || (record.plan?.rows ?? 0) > shownRows)
        return { outcome: 'file', record, of, isKnown: false };
      const lines = await readFirstLines(tx, cells, shownCells + 1);
      return lines.length > shownCells
        ? { outcome: 'file', record, of, isKnown: false }
        : { outcome: 'shown', record, of, lines };
    },
    { isolationLevel: 'repeatable read' },
  );
}

/** Has the file written, in the name of the member who asked for it: in a shared channel, they get it privately. */
export function requestCellsFile(
  context: Context,
  key: ImportKey,
  planNumber: number,
  memberId: string,
): Promise<AllCells> {
  return context.inWorkspace(key.workspaceId, async (tx) => {
    const found = await findCells(tx, key, planNumber);
    if (found.outcome !== 'found') return found;
    const { record, of } = found;
    const payload = { ...key, of, planNumber, memberId };
    await enqueueJob(tx, 'post-all-cells', payload, {
      key: `${key.importId} ${of} ${planNumber} ${memberId}`,
      weight: weightOfPlan(record),
    });
    const details = await findImportDetails(tx, key);
    return {
      outcome: 'file',
      record,
      of,
      isKnown: record.way === 'thread' && cellsFileKey(payload, false) in (details?.cellsFiles ?? {}),
    };
  });
}

/** Under which key an import keeps Slack's id of the file. */
export const cellsFileKey = (
  { of, planNumber, memberId }: { of: CellsOf; planNumber: number; memberId: string },
  toMember: boolean,
): string => `${of === 'plan' ? `plan ${planNumber}` : 'result'}${toMember ? ` for ${memberId}` : ''}`;

export type FoundCells =
  | Exclude<AllCells, { outcome: 'shown' | 'file' }>
  | {
      readonly outcome: 'found';
      readonly record: Import;
      readonly of: CellsOf;
      readonly cells: ReturnType<typeof plannedCells>;
    };

/** The query for all cells of the import as it is now. */
export async function findCells(tx: Transaction, key: ImportKey, planNumber: number): Promise<FoundCells> {
  const record = await findImport(tx, key);
  if (!record || record.state === 'ignored') return { outcome: 'no import' };
  if (hasResult.has(record.state)) {
    const operationId = await findImportOperation(tx, key);
    if (operationId === null) return { outcome: 'gone', record };
    const applied = { ...key, operationId };
    const cells =
      record.plan?.subject === 'organizations' ? appliedOrganizationCells(applied) : appliedCells(applied);
    return { outcome: 'found', record, of: 'result', cells };
  }
  const details = await findImportDetails(tx, key);
  const isCurrent =
    record.state === 'planned' &&
    record.planNumber === planNumber &&
    (await countStagedRows(tx, key.importId)) === details?.stagedRows;
  if (!isCurrent) return { outcome: 'gone', record };
  const { rules } = await planRulesOf(tx, record);
  const cells = rules.subject === 'organizations' ? plannedOrganizationCells(rules) : plannedCells(rules);
  return { outcome: 'found', record, of: 'plan', cells };
}
