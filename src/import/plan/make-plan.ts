// Plans an import: what each row would do goes into the plan table, what a member is shown comes out.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { ChoiceCounts } from '../../model/choices.ts';
import type { IgnoredColumn, MergeBase, Plan, RowCounts } from '../../model/plan.ts';
import { maskCount } from '../stage/cells.ts';
import { planTable } from '../stage/stage.ts';
import { countByOrganization } from './count-by-organization.ts';
import { findFirstChanges } from './first-changes.ts';
import { findFirstConflicts } from './first-conflicts.ts';
import { findFirstDamagedCells } from './first-damaged-cells.ts';
import { findFirstNewEndUsers } from './first-new-end-users.ts';
import { findFirstProblems } from './first-problems.ts';
import { fingerprintOf, planRows } from './plan-rows.ts';
import type { PlanRules } from './rules.ts';

/** What the plan says beyond the rows: known from the header, and from other imports and exports. */
export type PlanBackground = {
  readonly ignoredColumns: readonly IgnoredColumn[];
  readonly appliedBefore: number | null;
  readonly base: MergeBase | null;
};

export type PlanResult = {
  readonly plan: Plan;
  /** See `fingerprintOf`. */
  readonly fingerprint: string;
  /** The same of the rows that the problem file has; null where it has none. */
  readonly problemRows: string | null;
};

/**
 * Fills the plan table of the import and sums it up.
 *
 * @param tx `repeatable read`, so that all of the plan is of one moment
 */
export async function makePlan(
  tx: Transaction,
  rules: PlanRules,
  { ignoredColumns, appliedBefore, base }: PlanBackground,
): Promise<PlanResult> {
  const table = planTable(rules.importId);
  await tx.execute(sql`drop table if exists ${table}`);
  await planRows(tx, table, 'unlogged', rules);
  const { choiceCounts, damagedCells, ...counts } = await countPlannedRows(tx, table);
  const plan: Plan = {
    ...counts,
    ...(await countByOrganization(tx, rules)),
    ignoredColumns,
    warnings: appliedBefore === null ? [] : [{ kind: 'applied-before', importId: appliedBefore }],
    choices: rules.choices,
    choiceCounts,
    base,
    changes: counts.updated === 0 ? [] : await findFirstChanges(tx, rules),
    newEndUsers: counts.created === 0 ? [] : await findFirstNewEndUsers(tx, rules),
    conflicts: choiceCounts.conflicts === 0 ? [] : await findFirstConflicts(tx, rules),
    damagedCells,
    damages: damagedCells === 0 ? [] : await findFirstDamagedCells(tx, rules),
    problems: counts.leftOut === 0 ? [] : await findFirstProblems(tx, table),
  };
  const problemRows =
    counts.leftOut + damagedCells === 0 ? null : await readFingerprint(tx, withProblem(table));
  return { plan, fingerprint: await readFingerprint(tx, table), problemRows };
}

/** See `fingerprintOf`. */
export async function readFingerprint(tx: Transaction, table: SQL): Promise<string> {
  const [row] = await tx.execute(fingerprintOf(table));
  return row?.fingerprint as string;
}

const withProblem = (table: SQL): SQL =>
  sql`(select * from ${table} where problem is not null or note is not null) problem_rows`;

type Counted = RowCounts & { choiceCounts: ChoiceCounts; damagedCells: number };

/** Counts a table of planned rows. */
export async function countPlannedRows(tx: Transaction, table: SQL): Promise<Counted> {
  const [row] = await tx.execute(sql`
    select count(*)::integer as rows,
      (count(*) filter (where action = 'create'))::integer as created,
      (count(*) filter (where action = 'update'))::integer as updated,
      coalesce(sum(${maskCount('changed')}) filter (where action = 'update'), 0)::integer as cells,
      (count(*) filter (where action = 'unchanged'))::integer as unchanged,
      (count(*) filter (where action = 'left out'))::integer as "leftOut",
      coalesce(sum(${maskCount('damaged')}) filter (where problem is null), 0)::integer as "damagedCells",
      jsonb_build_object(
        'lookAlikes', count(look_alike),
        'emptyCells', coalesce(sum(${maskCount('emptied')}) filter (where problem is null), 0),
        'unknownIds', count(*) filter (where unknown),
        'conflicts', coalesce(sum(${maskCount('conflicts')}) filter (where problem is null), 0)
      ) as "choiceCounts"
    from ${table}`);
  return row as Counted;
}
