// Plans an import of organizations: fills the plan table, and returns what members are shown.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { rowsWithProblem } from '../../model/left-out.ts';
import type { CellChange, CellConflict, NewEndUser, Plan, RowProblem } from '../../model/plan.ts';
import { readFingerprint } from '../plan/fingerprint.ts';
import { findFirstProblems } from '../plan/first-problems.ts';
import { countPlannedRows, type PlanBackground, type PlanResult } from '../plan/make-plan.ts';
import { describeReading } from '../plan/reading.ts';
import type { PlanRules } from '../plan/rules.ts';
import { archivedBit, bitOf } from '../stage/masks.ts';
import { dropStagingTables, planTable } from '../stage/stage.ts';
import { countEndUsersOfTurned, findManyOfTurned } from './end-users-of-turned.ts';
import { planOrganizationRows } from './plan-organization-rows.ts';

const shown = { changes: 20, created: 5, conflicts: 5, lookAlikes: 5 };

const nameBit = sql.raw(String(bitOf('name')));

/** @param tx `repeatable read`, as for `makePlan` */
export async function makeOrganizationPlan(
  tx: Transaction,
  rules: PlanRules,
  { header, appliedBefore, base, letters = null }: PlanBackground,
): Promise<PlanResult> {
  const table = planTable(rules.importId);
  await dropStagingTables(tx, rules.importId, ['plan']);
  await planOrganizationRows(tx, table, 'unlogged', rules);
  const { rowCounts, cellCounts, choiceCounts } = await countPlannedRows(tx, table);
  const manyArchived = await findManyOfTurned(tx, rules.workspaceId, table);
  const plan: Plan = {
    ...rowCounts,
    ...cellCounts,
    subject: 'organizations',
    endUsers: await countEndUsersOfTurned(tx, rules.workspaceId, table),
    ...(manyArchived.length > 0 && { manyArchived }),
    organizations: [],
    organizationCount: 0,
    ignoredColumns: header.ignored,
    reading: describeReading(header),
    warnings: appliedBefore === null ? [] : [{ kind: 'applied-before', importId: appliedBefore }],
    letters,
    choices: rules.choices,
    choiceCounts: { ...choiceCounts, leavers: 0 },
    base,
    changes: await findFirstChanges(tx, table),
    newEndUsers: await findFirstCreated(tx, table),
    conflicts: await findFirstConflicts(tx, table),
    lookAlikes: await findFirstLookAlikes(tx, table),
    damages: [],
    problems: await findFirstProblems(tx, table),
  };
  const problemRows =
    rowsWithProblem(plan) === 0
      ? null
      : await readFingerprint(tx, sql`(select * from ${table} where problem is not null) problem_rows`);
  return { plan, fingerprint: await readFingerprint(tx, table), basis: null, problemRows };
}

const organization = sql`p.organization_id::float8 as "endUserId", left(p.now, 300) as "endUser"`;

const findFirstChanges = (tx: Transaction, table: SQL): Promise<CellChange[]> =>
  tx.execute<CellChange>(sql`
    select ${organization}, c.field, c.now, c.will_be as "willBe"
    from ${table} p cross join lateral (
      select 1 as nth, 'name' as field, left(p.now, 300) as now, left(p.name, 300) as will_be where p.changed & ${nameBit} <> 0
      union all select 2, 'archived', (p.turn = 'restore')::text, (p.turn = 'archive')::text where p.changed & ${archivedBit} <> 0
    ) c (nth, field, now, will_be)
    where p.action = 'update' order by p.line, c.nth limit ${shown.changes}`);

const findFirstCreated = (tx: Transaction, table: SQL): Promise<NewEndUser[]> =>
  tx.execute<NewEndUser>(sql`
    select line, left(name, 300) as name, null as email, '' as organization
    from ${table} where action = 'create' order by line limit ${shown.created}`);

const findFirstConflicts = (tx: Transaction, table: SQL): Promise<CellConflict[]> =>
  tx.execute<CellConflict>(sql`
    select ${organization}, 'name' as field, left(p.base, 300) as was, left(p.now, 300) as here, left(p.name, 300) as "inFile"
    from ${table} p where conflicts <> 0 and problem is null order by line limit ${shown.conflicts}`);

const findFirstLookAlikes = (tx: Transaction, table: SQL): Promise<RowProblem[]> =>
  tx.execute<RowProblem>(sql`
    select line, looks_like as text from ${table}
    where looks_like is not null order by line limit ${shown.lookAlikes}`);
