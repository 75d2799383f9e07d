// Plans an import: fills the plan table with what each row would do, and returns what members are shown.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { ChoiceCounts } from '../../model/choices.ts';
import { rowsWithProblem } from '../../model/left-out.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { MergeBase, Plan, RowCounts, RowProblem, TurnedRows } from '../../model/plan.ts';
import type { Letters } from '../../model/read-as.ts';
import { archivedBit, cellCount, maskCount, maskHas, organizationBit } from '../stage/masks.ts';
import { dropStagingTables, planTable } from '../stage/stage.ts';
import { readBasis } from './basis.ts';
import { countByOrganization } from './count-by-organization.ts';
import { countLeftOut } from './count-left-out.ts';
import { describeInstructions, hasUnknownIds } from './describe-instructions.ts';
import { describeOrganizations } from './describe-organizations.ts';
import { readFingerprint } from './fingerprint.ts';
import { findFirstChanges } from './first-changes.ts';
import { findFirstConflicts } from './first-conflicts.ts';
import { findFirstDamagedCells } from './first-damaged-cells.ts';
import { findFirstMoves } from './first-moves.ts';
import { findFirstNewEndUsers } from './first-new-end-users.ts';
import { findFirstOlderValues } from './first-older-values.ts';
import { findFirstProblems } from './first-problems.ts';
import { findLeavers, findManyArchived } from './leavers.ts';
import { planRows } from './plan-rows.ts';
import { isInProblemFile } from './problem-file-rows.ts';
import { describeReading } from './reading.ts';
import { countMissing, warnOfNameless, warnOfSameEmailElsewhere } from './row-warnings.ts';
import type { PlanRules } from './rules.ts';
import { warnOfSeveralAddresses } from './several-addresses.ts';

/** What the plan says that does not come from the rows: facts about the header and about other imports and exports. */
export type PlanBackground = {
  readonly header: MatchedHeader;
  /** The import that applied a file with the same bytes; `null` if none did. */
  readonly appliedBefore: number | null;
  readonly base: MergeBase | null;
  /** Default: the file is Unicode. */
  readonly letters?: Letters | null;
};

export type PlanResult = {
  readonly plan: Plan;
  /** See `readFingerprint`. */
  readonly fingerprint: string;
  /** See `readBasis`; null: the plan is always made again before it is applied. */
  readonly basis: string | null;
  /** The fingerprint of the rows of the problem file; `null` if there are none. */
  readonly problemRows: string | null;
};

/**
 * Fills the plan table of the import and summarizes it.
 *
 * @param tx `repeatable read`, so that the whole plan is based on one snapshot
 */
export async function makePlan(
  tx: Transaction,
  rules: PlanRules,
  { header, appliedBefore, base, letters = null }: PlanBackground,
): Promise<PlanResult> {
  const table = planTable(rules.importId);
  await dropStagingTables(tx, rules.importId, ['plan']);
  await planRows(tx, table, 'unlogged', rules);
  const { rowCounts: counts, cellCounts, choiceCounts } = await countPlannedRows(tx, table);
  const { damagedCells } = cellCounts;
  const { ignored, warnings, ...organizations } = await describeOrganizations(tx, rules, header);
  const ignoredColumns = [
    ...ignored,
    ...header.ignored.filter((column) => !ignored.some(({ at }) => at === column.at)),
  ];
  const instructions = await describeInstructions(tx, rules);
  const leavers = await findLeavers(tx, rules);
  const manyArchived = (counts.turned?.archived ?? 0) > 0 ? await findManyArchived(tx, rules) : [];
  const plan: Plan = {
    ...counts,
    ...cellCounts,
    ...(await countByOrganization(tx, rules)),
    ...(instructions && { instructions }),
    ...(counts.leftOut > 0 && (await hasUnknownIds(tx, rules)) && { hasUnknownIds: true }),
    ...(leavers && { leavers }),
    ...(manyArchived.length > 0 && { manyArchived }),
    ignoredColumns,
    reading: describeReading({ ...header, ignored: ignoredColumns }),
    ...organizations,
    warnings: [
      ...warnings,
      ...(appliedBefore === null ? [] : [{ kind: 'applied-before', importId: appliedBefore } as const]),
      ...(counts.created + counts.updated === 0 ? [] : await warnOfSeveralAddresses(tx, rules)),
      ...(counts.updated === 0 ? [] : await warnOfNameless(tx, rules)),
      ...(counts.created === 0 ? [] : await warnOfSameEmailElsewhere(tx, rules)),
    ],
    missing: await countMissing(tx, rules),
    letters,
    choices: rules.choices,
    leftOutByMember: await countLeftOut(tx, rules),
    choiceCounts: { ...choiceCounts, leavers: leavers?.count ?? 0 },
    base,
    changes: counts.updated === 0 ? [] : await findFirstChanges(tx, rules),
    newEndUsers: counts.created === 0 ? [] : await findFirstNewEndUsers(tx, rules),
    conflicts: choiceCounts.conflicts === 0 ? [] : await findFirstConflicts(tx, rules),
    olderValues: choiceCounts.olderValues === 0 ? [] : await findFirstOlderValues(tx, rules),
    lookAlikes: choiceCounts.lookAlikes === 0 ? [] : await findFirstSentences(tx, table, 'looks_like'),
    otherOrganizations: choiceCounts.otherOrganizations === 0 ? [] : await findFirstMoves(tx, rules),
    otherPeople: choiceCounts.otherPeople === 0 ? [] : await findFirstSentences(tx, table, 'someone_else'),
    damages: damagedCells === 0 ? [] : await findFirstDamagedCells(tx, rules),
    problems: counts.leftOut === 0 ? [] : await findFirstProblems(tx, table),
  };
  const waiting = plan.organizationQuestion?.chosen === null ? plan.organizationQuestion.rows : 0;
  const hasOnlyWaiting =
    waiting === rowsWithProblem(plan) && damagedCells === 0 && counts.created + counts.updated === 0;
  const problemRows =
    hasOnlyWaiting || rowsWithProblem(plan) + damagedCells === 0
      ? null
      : await readFingerprint(tx, problemFileRows(table));
  return {
    plan,
    fingerprint: await readFingerprint(tx, table),
    basis: await readBasis(tx, rules),
    problemRows,
  };
}

/** How many rows about a choice are named. */
const maxNamed = 5;

/** @param column of the plan table: the sentence about the row; null for most rows */
const findFirstSentences = (
  tx: Transaction,
  table: SQL,
  column: 'looks_like' | 'someone_else',
): Promise<RowProblem[]> =>
  tx.execute<RowProblem>(sql`
    select line, ${sql.raw(column)} as text from ${table}
    where ${sql.raw(column)} is not null order by line limit ${maxNamed}`);

const problemFileRows = (table: SQL): SQL =>
  sql`(select * from ${table} p where ${isInProblemFile(table)}) problem_rows`;

type CellCounts = {
  readonly allCells: number;
  readonly staleCells: number;
  readonly damagedCells: number;
};

type PlanCounts = {
  readonly rowCounts: RowCounts;
  readonly cellCounts: CellCounts;
  readonly choiceCounts: Omit<ChoiceCounts, 'leavers'>;
};

/** A member can leave out the field of a row that would move its end user. */
const isMoved = sql`(moved_from is not null and action = 'update' and ${maskHas('changed', 'organization_id')})`;

const isTurned = sql`(turn is not null and action = 'update' or ${isMoved})`;

/** Counts the rows of a table of planned rows, see `planRows`. */
export async function countPlannedRows(tx: Transaction, table: SQL): Promise<PlanCounts> {
  const [row] = await tx.execute<
    Omit<RowCounts, 'turned'> &
      CellCounts &
      Pick<PlanCounts, 'choiceCounts'> & { readonly turned: TurnedRows | null }
  >(sql`
    select (count(*) filter (where line > 0))::integer as rows,
      (count(*) filter (where action = 'create'))::integer as created,
      (count(*) filter (where action = 'update'))::integer as updated,
      coalesce(sum(${cellCount('changed', 'custom', 'changed')}) filter (where action = 'update'), 0)::integer as cells,
      coalesce(sum(${cellCount('changed', 'custom', 'changed')}) filter (where action in ('create', 'update')), 0)::integer as "allCells",
      case when count(*) filter (where ${isTurned}) > 0 then jsonb_build_object(
        'archived', count(*) filter (where turn = 'archive' and action = 'update'),
        'restored', count(*) filter (where turn = 'restore' and action = 'update'),
        'moved', count(moved_from) filter (where ${isMoved}),
        'alone', count(*) filter (where ${isTurned} and changed & ~(${archivedBit} | ${organizationBit}) = 0)
      ) end as turned,
      (count(*) filter (where action = 'unchanged'))::integer as unchanged,
      (count(*) filter (where action = 'left out'))::integer as "leftOut",
      coalesce(sum(${cellCount('damaged', 'custom', 'damaged')}) filter (where problem is null), 0)::integer as "damagedCells",
      coalesce(sum(${maskCount('stale')}) filter (where problem is null), 0)::integer as "staleCells",
      jsonb_build_object(
        'lookAlikes', count(duplicate_candidate),
        'emptyCells', coalesce(sum(${maskCount('emptied')}) filter (where problem is null), 0),
        'unknownIds', count(*) filter (where unknown),
        'archived', count(*) filter (where of_archived),
        'otherOrganizations', count(moved_from),
        'otherPeople', count(someone_else),
        'olderValues', coalesce(sum(${cellCount('older', 'custom', 'older')}) filter (where problem is null), 0),
        'conflicts', coalesce(sum(${cellCount('conflicts', 'custom', 'conflicts')}) filter (where problem is null), 0)
      ) as "choiceCounts"
    from ${table}`);
  const { turned, choiceCounts, allCells, staleCells, damagedCells, ...rows } = row!;
  const rowCounts = turned === null ? rows : { ...rows, turned };
  return { rowCounts, cellCounts: { allCells, staleCells, damagedCells }, choiceCounts };
}
