// Applies a plan in the caller's transaction: everything that the plan showed, or nothing.
import { type SQL, sql } from 'drizzle-orm';
import { applyBulkPlannerSettings } from '../db/bulk-planner-settings.ts';
import { valuesOfKeys, withKeys } from '../db/custom-fields.ts';
import { executeOne } from '../db/execute-one.ts';
import { addOperation } from '../db/operations.ts';
import type { Transaction } from '../db/transaction.ts';
import { columnFields, type Field } from '../model/columns.ts';
import type { Plan, RowCounts } from '../model/plan.ts';
import { isBasisCurrent } from './plan/basis.ts';
import { countsInFingerprint, readFingerprint } from './plan/fingerprint.ts';
import type { PlanResult } from './plan/make-plan.ts';
import { createNamedOrganizations } from './plan/named-organizations.ts';
import { planRows } from './plan/plan-rows.ts';
import type { PlanRules } from './plan/rules.ts';
import { stagedRows } from './plan/staged-rows.ts';
import { recordOldIds } from './record-old-ids.ts';
import { newValue, writtenValue } from './stage/cells.ts';
import { bitOf, fieldsOf, maskedObject, maskHas } from './stage/masks.ts';
import { isStaged, planTable, rowTable } from './stage/stage.ts';

/** A temporary table: which end user the row on a `line` created. */
const created = sql.raw('created_end_user');

export type ApplyResult = { readonly counts: RowCounts; readonly operationId: number };

/** A plan that a member approved. */
export type ApprovedPlan = Pick<PlanResult, 'plan' | 'fingerprint' | 'basis'>;

/**
 * Writes what the approved plan showed: from the planned rows in the staging area, or, if anything has changed that they were
 * made from, from rows that are planned again and turn out to be the same. Returns `null` and writes nothing if the plan would
 * now differ.
 *
 * The transaction must be `repeatable read`, so that the check and the writes see the same end users. If someone else
 * changes one of them in the meantime, the transaction fails with a serialization failure (40001) and is retried,
 * including the check.
 *
 * @param requestedBy who wanted it, if `appliedBy` approved it as a second person
 */
export async function applyPlan(
  tx: Transaction,
  rules: PlanRules,
  approved: ApprovedPlan,
  appliedBy: string,
  requestedBy: string | null = null,
): Promise<ApplyResult | null> {
  const found = (await findStoredRows(tx, rules, approved)) ?? (await planRowsAgain(tx, rules, approved));
  if (found === null) return null;
  const { plan, writes } = found;
  const counts = countsOf(approved.plan);
  const operationId = await addOperation(tx, {
    workspaceId: rules.workspaceId,
    kind: 'import',
    importId: rules.importId,
    by: appliedBy,
    requestedBy,
    endUsers: counts.created + counts.updated,
  });
  if (counts.updated > 0) {
    const updates = { plan, updated: fieldsOf(writes.updated), always: fieldsOf(writes.always) };
    await recordChanges(tx, rules, { ...updates, operationId });
    await updateEndUsers(tx, rules, updates);
  }
  if (counts.created > 0 || writes.needsLines)
    await createEndUsers(tx, rules, {
      plan,
      operationId,
      filled: columnFields.filter((field) => writes.created & bitOf(field)),
      hasDamage: approved.plan.damagedCells > 0,
      areLinesNeeded: writes.needsLines,
    });
  if (writes.needsLines) {
    await saveImportRefs(tx, rules, { plan, operationId });
    await recordOldIds(tx, rules, { plan, created });
  }
  return { counts, operationId };
}

type FoundRows = { readonly plan: SQL; readonly writes: Writes };

/** The planned rows in the staging area; null if they may not be what the plan would be now. */
async function findStoredRows(
  tx: Transaction,
  rules: PlanRules,
  { fingerprint, basis }: ApprovedPlan,
): Promise<FoundRows | null> {
  const { importId, instructions } = rules;
  if (!(await isBasisCurrent(tx, rules, basis)) || !(await isStaged(tx, 'plan', importId))) return null;
  const plan = planTable(importId);
  const writes = await findWrites(tx, rules, plan);
  // A crash of Postgres empties the staging area.
  if (writes.rows !== countsInFingerprint(fingerprint)) return null;
  await applyBulkPlannerSettings(tx, rules.workspaceId, writes.rows);
  if (instructions?.otherSite) await createNamedOrganizations(tx, rules);
  return { plan, writes };
}

/** Null if the plan would now differ. */
async function planRowsAgain(
  tx: Transaction,
  rules: PlanRules,
  { fingerprint }: ApprovedPlan,
): Promise<FoundRows | null> {
  const plan = sql.raw('plan_to_apply');
  await planRows(tx, plan, 'temporary', rules);
  if ((await readFingerprint(tx, plan)) !== fingerprint) return null;
  return { plan, writes: await findWrites(tx, rules, plan) };
}

type Writes = {
  /** The number of planned rows. */
  readonly rows: number;
  /** The mask of the fields that any update writes: naming only these makes the queries much faster. */
  readonly updated: number;
  /** The mask of the fields that all updates write. */
  readonly always: number;
  /** The mask of the fields that any new end user has. */
  readonly created: number;
  /** Whether anything is to be recorded about single lines besides. */
  readonly needsLines: boolean;
};

const findWrites = (tx: Transaction, { importId, instructions }: PlanRules, plan: SQL): Promise<Writes> =>
  executeOne<Writes>(
    tx,
    sql`select count(*)::integer as rows,
      coalesce(bit_or(changed) filter (where action = 'update'), 0)::integer as updated,
      coalesce(bit_and(changed) filter (where action = 'update'), 0)::integer as always,
      coalesce(bit_or(changed) filter (where action = 'create'), 0)::integer as created,
      ${instructions?.otherSite === true} or count(note) > 0
        or exists (select from ${rowTable(importId)} where ref_import is not null) as "needsLines"
    from ${plan}`,
  );

/** The same fingerprint means the same counts. */
const countsOf = ({ rows, created, updated, cells, unchanged, leftOut, turned }: Plan): RowCounts => ({
  rows,
  created,
  updated,
  cells,
  unchanged,
  leftOut,
  ...(turned && { turned }),
});

/** The keys of the custom fields that are written, as a partial object. */
const changedKeys = sql.raw("(p.custom -> 'changed')");

const valueBefore = (field: Field): SQL =>
  field === 'custom_fields' ? valuesOfKeys(sql.raw('e.custom_fields'), changedKeys) : sql.raw(`e.${field}`);

const valueAfter = (field: Field): SQL => (field === 'custom_fields' ? changedKeys : writtenValue(field));

const newValueOf = (field: Field): SQL =>
  field === 'custom_fields' ? withKeys(sql.raw('e.custom_fields'), changedKeys) : writtenValue(field);

type Updates = {
  readonly plan: SQL;
  /** The fields that any of them writes. */
  readonly updated: readonly Field[];
  /** The fields that all of them write. */
  readonly always: readonly Field[];
};

/** Runs before the update, which overwrites the previous values. */
async function recordChanges(
  tx: Transaction,
  { workspaceId, importId }: PlanRules,
  { plan, updated, always, operationId }: Updates & { readonly operationId: number },
): Promise<void> {
  await tx.execute(sql`
    insert into change (workspace_id, operation_id, end_user_id, line, before, after)
    select ${workspaceId}, ${operationId}, e.id, case when p.line > 0 then p.line end,
           ${maskedObject('p.changed', valueBefore, updated, always)}, ${maskedObject('p.changed', valueAfter, updated, always)}
    from ${plan} p
    left join ${rowTable(importId)} s on s.line = p.line
    join end_user e on e.workspace_id = ${workspaceId} and e.id = p.end_user_id
    where p.action = 'update'`);
}

async function updateEndUsers(
  tx: Transaction,
  { workspaceId, importId }: PlanRules,
  { plan, updated, always }: Updates,
): Promise<void> {
  const set = updated.map((field) => {
    const column = sql.raw(field);
    if (always.includes(field)) return sql`${column} = ${newValueOf(field)}`;
    return sql`${column} = case when ${maskHas('p.changed', field)} then ${newValueOf(field)} else e.${column} end`;
  });
  await tx.execute(sql`
    update end_user e set ${sql.join(set, sql`, `)}, updated_at = now()
    from ${plan} p left join ${rowTable(importId)} s on s.line = p.line
    where p.action = 'update' and e.workspace_id = ${workspaceId} and e.id = p.end_user_id`);
}

type Creation = {
  readonly plan: SQL;
  readonly operationId: number;
  /** The fields that any of them has. */
  readonly filled: readonly Exclude<Field, 'archived' | 'organization_id'>[];
  readonly hasDamage: boolean;
  /** Whether `created` is needed afterwards. */
  readonly areLinesNeeded: boolean;
};

async function createEndUsers(
  tx: Transaction,
  { workspaceId, importId, leftOut }: PlanRules,
  { plan, operationId, filled, hasDamage, areLinesNeeded }: Creation,
): Promise<void> {
  // Looking at the mask for each cell takes time, and few files need it.
  const values = filled.map((field) => {
    if (leftOut?.fields.includes(field)) return sql`null`;
    return hasDamage
      ? sql`case when ${maskHas('coalesce(s.damaged, 0)', field)} then null else ${newValue(field)} end`
      : newValue(field);
  });
  // Ids are issued in the order of the lines, so that an export lists the people in the order of the file.
  const numbered = sql`
    select line, nextval('end_user_id') as id, organization_id
    from (select line, organization_id from ${plan} where action = 'create' order by line) rows`;
  if (areLinesNeeded) {
    await tx.execute(sql`create temporary table ${created} on commit drop as ${numbered}`);
    await tx.execute(sql`analyze ${created}`);
  }
  const columns = ['workspace_id', 'id', 'organization_id', 'created_in', 'created_line', ...filled];
  // Materialized: Postgres could run a subquery once for each row, which would issue new ids each time.
  const ids = areLinesNeeded ? sql`select * from ${created}` : numbered;
  await tx.execute(sql`
    insert into end_user (${sql.raw(columns.join(', '))})
    with numbered as materialized (${ids})
    select ${sql.join([sql`${workspaceId}, c.id, c.organization_id, ${operationId}::bigint, c.line`, ...values], sql`, `)}
    from ${rowTable(importId)} s join numbered c using (line)`);
}

/**
 * Saves which end user each row with an `import_ref` means, including rows that get one only now, in the problem file.
 * When these rows are shared again, they mean the same end users. A row that wrote nothing this time keeps the operation
 * in which it last wrote something.
 */
async function saveImportRefs(
  tx: Transaction,
  rules: PlanRules,
  { plan, operationId }: { readonly plan: SQL; readonly operationId: number },
): Promise<void> {
  const { workspaceId, importId } = rules;
  await tx.execute(sql`
    insert into import_ref (workspace_id, import_id, line, end_user_id, operation_id)
    select distinct on (1, 2, 3) ${workspaceId}, coalesce(s.ref_import, ${importId}),
           case when s.ref_import is null then s.line else s.ref_line end,
           coalesce(p.end_user_id, c.id), ${operationId}::bigint
    from (${stagedRows(rules)})
    join ${plan} p on p.line = s.line
    left join ${created} c on c.line = coalesce(p.same_as, p.line)
    where p.problem is null and p.unselected is null and (s.ref_import is not null or p.note is not null)
      and coalesce(p.end_user_id, c.id) is not null
      and (p.action <> 'unchanged' or r.end_user_id is distinct from coalesce(p.end_user_id, c.id))
    order by 1, 2, 3, s.line
    on conflict (workspace_id, import_id, line)
    do update set end_user_id = excluded.end_user_id, operation_id = excluded.operation_id,
      earlier = case when import_ref.end_user_id = excluded.end_user_id then import_ref.earlier
        else array_append(import_ref.earlier, import_ref.end_user_id) end`);
}
