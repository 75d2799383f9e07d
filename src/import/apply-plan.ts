// Applies a plan in the caller's transaction: everything that the plan showed, or nothing.
import { type SQL, sql } from 'drizzle-orm';
import { valuesOfKeys, withKeys } from '../db/custom-fields.ts';
import { addOperation } from '../db/operations.ts';
import type { Transaction } from '../db/transaction.ts';
import { columnFields, type Field, fields } from '../model/columns.ts';
import type { RowCounts } from '../model/plan.ts';
import { readFingerprint } from './plan/fingerprint.ts';
import { countPlannedRows } from './plan/make-plan.ts';
import { planRows } from './plan/plan-rows.ts';
import type { PlanRules } from './plan/rules.ts';
import { stagedRows } from './plan/staged-rows.ts';
import { recordOldIds } from './record-old-ids.ts';
import { newValue, writtenValue } from './stage/cells.ts';
import { maskedObject, maskHas } from './stage/masks.ts';
import { rowTable } from './stage/stage.ts';

/** Temporary tables. */
const plan = sql.raw('plan_to_apply');
const created = sql.raw('created_end_user');

export type ApplyResult = { readonly counts: RowCounts; readonly operationId: number };

/**
 * Writes what the plan with this `fingerprint` showed. Returns `null` and writes nothing if the data has changed so that
 * the plan would now differ.
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
  fingerprint: string,
  appliedBy: string,
  requestedBy: string | null = null,
): Promise<ApplyResult | null> {
  await planRows(tx, plan, 'temporary', rules);
  if ((await readFingerprint(tx, plan)) !== fingerprint) return null;
  const { rowCounts: counts, cellCounts } = await countPlannedRows(tx, plan);
  const { workspaceId, importId } = rules;
  const operationId = await addOperation(tx, {
    workspaceId,
    kind: 'import',
    importId,
    by: appliedBy,
    requestedBy,
    endUsers: counts.created + counts.updated,
  });
  if (counts.updated > 0) {
    await recordChanges(tx, rules, operationId);
    await updateEndUsers(tx, rules, (counts.turned?.moved ?? 0) > 0);
  }
  await createEndUsers(tx, rules, operationId, cellCounts.damagedCells > 0);
  await saveImportRefs(tx, rules, operationId);
  await recordOldIds(tx, rules, { plan, created });
  return { counts, operationId };
}

/** The keys of the custom fields that are written, as a partial object. */
const changedKeys = sql.raw("(p.custom -> 'changed')");

const valueBefore = (field: Field): SQL =>
  field === 'custom_fields' ? valuesOfKeys(sql.raw('e.custom_fields'), changedKeys) : sql.raw(`e.${field}`);

const valueAfter = (field: Field): SQL => (field === 'custom_fields' ? changedKeys : writtenValue(field));

const newValueOf = (field: Field): SQL =>
  field === 'custom_fields' ? withKeys(sql.raw('e.custom_fields'), changedKeys) : writtenValue(field);

/** Runs before the update, which overwrites the previous values. */
async function recordChanges(
  tx: Transaction,
  { workspaceId, importId }: PlanRules,
  operationId: number,
): Promise<void> {
  await tx.execute(sql`
    insert into change (workspace_id, operation_id, end_user_id, line, before, after)
    select ${workspaceId}, ${operationId}, e.id, case when p.line > 0 then p.line end,
           ${maskedObject('p.changed', valueBefore)}, ${maskedObject('p.changed', valueAfter)}
    from ${plan} p
    left join ${rowTable(importId)} s on s.line = p.line
    join end_user e on e.workspace_id = ${workspaceId} and e.id = p.end_user_id
    where p.action = 'update'`);
}

/** @param hasMoves naming the organization has Postgres look at each row twice */
async function updateEndUsers(
  tx: Transaction,
  { workspaceId, importId }: PlanRules,
  hasMoves: boolean,
): Promise<void> {
  const written = hasMoves ? fields : fields.filter((field) => field !== 'organization_id');
  const set = written.map((field) => {
    const column = sql.raw(field);
    return sql`${column} = case when ${maskHas('p.changed', field)} then ${newValueOf(field)} else e.${column} end`;
  });
  await tx.execute(sql`
    update end_user e set ${sql.join(set, sql`, `)}, updated_at = now()
    from ${plan} p left join ${rowTable(importId)} s on s.line = p.line
    where p.action = 'update' and e.workspace_id = ${workspaceId} and e.id = p.end_user_id`);
}

async function createEndUsers(
  tx: Transaction,
  { workspaceId, importId, leftOut }: PlanRules,
  operationId: number,
  hasDamage: boolean,
): Promise<void> {
  const names = sql.raw(columnFields.join(', '));
  // Looking at the mask for each cell takes time, and few files need it.
  const values = columnFields.map((field) => {
    if (leftOut?.fields.includes(field)) return sql`null`;
    return hasDamage
      ? sql`case when ${maskHas('coalesce(s.damaged, 0)', field)} then null else ${newValue(field)} end`
      : newValue(field);
  });
  // Ids are issued in the order of the lines, so that an export lists the people in the order of the file.
  await tx.execute(sql`
    create temporary table ${created} on commit drop as
    select line, nextval('end_user_id') as id, organization_id
    from (select line, organization_id from ${plan} where action = 'create' order by line) rows`);
  await tx.execute(sql`analyze ${created}`);
  await tx.execute(sql`
    insert into end_user (workspace_id, id, organization_id, created_in, created_line, ${names})
    select ${workspaceId}, c.id, c.organization_id, ${operationId}, c.line, ${sql.join(values, sql`, `)}
    from ${rowTable(importId)} s join ${created} c using (line)`);
}

/**
 * Saves which end user each row with an `import_ref` means, including rows that get one only now, in the problem file.
 * When these rows are shared again, they mean the same end users. A row that wrote nothing this time keeps the operation
 * in which it last wrote something.
 */
async function saveImportRefs(tx: Transaction, rules: PlanRules, operationId: number): Promise<void> {
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
