// Leaves out of a table of planned rows what a member chose to leave out: whole rows, fields, and emptied cells. The last
// step of planning, so that a plan, its fingerprint, and what is applied all are without it. It only removes changes: rows
// that are left out for another reason stay so.
import { type SQL, sql } from 'drizzle-orm';
import { tellingFields } from '../../db/duplicate-keys.ts';
import { isOneOf } from '../../db/is-one-of.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { LeftOut } from '../../model/left-out.ts';
import { bitOf, customBit, maskHas } from '../stage/masks.ts';
import { duplicateCandidateTable } from './duplicate-candidates.ts';
import type { PlanRules } from './rules.ts';

/** What leaves out new end users who would have nothing left to tell them by. */
export const namelessReason = 'new end users left without a name, an email, or a phone';

/**
 * Adds two columns. `unselected`: what leaves out the row, such as `organization 12` or `end user 1045`, see
 * `reasonOf` and `nameless`; null for other rows. `unselected_cells`: a mask of the cells that would have changed; of the
 * custom fields, `custom` has an entry `unselected`. Rows without a cell that would still change are left out.
 *
 * @param table see `planRows`
 * @param presentValues SQL for `present`, of `d`, the planned row, and `e`, the end user
 */
export async function leaveOut(
  tx: Transaction,
  table: SQL,
  { workspaceId, leftOut }: PlanRules,
  presentValues: SQL,
): Promise<void> {
  await tx.execute(sql`alter table ${table} add unselected text, add unselected_cells integer`);
  if (!leftOut) return;
  const reasons = sql`select line, ${reasonOf(leftOut)} as reason from ${table} where action in ('create', 'update')`;
  await leaveOutRows(tx, table, reasons);
  if (leftOut.fields.length > 0 || leftOut.kinds.includes('emptied cells')) {
    await leaveOutCells(tx, table, leftOut);
    await leaveOutRows(tx, table, nameless(table));
    // An approval must not depend on cells that are left out.
    await tx.execute(sql`
      update ${table} d set present = ${presentValues} from end_user e
      where d.action = 'update' and d.unselected_cells <> 0 and e.workspace_id = ${workspaceId} and e.id = d.end_user_id`);
  }
  await tx.execute(
    sql`update ${table} set someone_else = null where unselected is not null and someone_else is not null`,
  );
  await sayThatTwinsAreLeftOut(tx, table);
}

/** Rows that look like a line that is left out: that line creates nobody. */
async function sayThatTwinsAreLeftOut(tx: Transaction, table: SQL): Promise<void> {
  const text = sql.raw(`p.looks_like || ', which is left out'`);
  await tx.execute(sql`
    update ${table} p set looks_like = ${text}, problem = case when p.problem = p.looks_like then ${text} else p.problem end
    from ${duplicateCandidateTable} l join ${table} twin on twin.line = l.first_line and twin.unselected is not null
    where l.end_user_id is null and l.line = p.line`);
}

const unselectedKeys = sql.raw(`case when p.custom ? 'changed'
  then jsonb_build_object('unselected', p.custom -> 'changed') end`);

/** @param reasons a query for `line` and `reason` */
async function leaveOutRows(tx: Transaction, table: SQL, reasons: SQL): Promise<void> {
  await tx.execute(sql`
    update ${table} p set action = 'left out', unselected = u.reason,
           unselected_cells = p.changed | coalesce(p.unselected_cells, 0), changed = 0,
           emptied = 0, conflicts = 0, older = 0, damaged = 0, custom = ${unselectedKeys}, present = null, note = null
    from (${reasons}) u
    where u.line = p.line and u.reason is not null`);
}

/** What leaves out a row: the first that applies. */
function reasonOf({ kinds, organizations, endUsers, lines }: LeftOut): SQL {
  return sql`case
    when action = 'create' and ${kinds.includes('new end users')} then 'new end users'
    when action = 'update' and ${kinds.includes('updates')} then 'updates'
    when ${isOneOf('organization_id', organizations)} then 'organization ' || organization_id
    when action = 'update' and ${isOneOf('moved_from', organizations)} then 'organization ' || moved_from
    when action = 'update' and ${isOneOf('end_user_id', endUsers)} then 'end user ' || end_user_id
    -- A row that was to create an end user is an update once another choice is made.
    when ${isOneOf('line', lines)} then 'line ' || line end`;
}

/** New end users of whom what would tell them from others was left out, as a row with only ids creates no one. */
function nameless(table: SQL): SQL {
  const telling = sql.raw(String(tellingFields.reduce((bits, field) => bits | bitOf(field), 0)));
  return sql`select line, ${namelessReason} as reason from ${table}
    where action = 'create' and unselected_cells & ${telling} <> 0 and changed & ${telling} = 0`;
}

async function leaveOutCells(tx: Transaction, table: SQL, { fields, kinds }: LeftOut): Promise<void> {
  const mask = sql.raw(String(fields.reduce((bits, field) => bits | bitOf(field), 0)));
  const withoutEmptied = kinds.includes('emptied cells');
  const emptied = withoutEmptied
    ? sql`| case when p.action = 'update' then p.emptied & ~${customBit} else 0 end`
    : sql``;
  const keys = sql.raw("(p.custom -> 'changed')");
  const withValue = (
    isWithout: boolean,
  ): SQL => sql`(select jsonb_object_agg(k.key, k.value) from jsonb_each(${keys}) k
    where (k.value = 'null') = ${isWithout})`;
  // A key that the file removes is an emptied cell.
  const leftKeys = fields.includes('custom_fields')
    ? keys
    : withoutEmptied
      ? withValue(true)
      : sql`null::jsonb`;
  const keptKeys = fields.includes('custom_fields') ? sql`null::jsonb` : withValue(false);
  await tx.execute(sql`
    update ${table} p set
      action = case when kept = 0 then 'left out' else p.action end,
      unselected = case when kept = 0 then 'fields' end,
      organization_id = case when ${maskHas('u.unselected', 'organization_id')} then p.moved_from else p.organization_id end,
      changed = kept, unselected_cells = u.unselected, emptied = p.emptied & ~u.unselected,
      conflicts = p.conflicts & ~u.unselected, older = p.older & ~u.unselected,
      custom = case when u.left_keys is null then p.custom else nullif(
        (p.custom - 'changed' - case when u.kept_keys is null then '{conflicts,older,emptied}'::text[] else '{}' end)
        || jsonb_build_object('unselected', u.left_keys)
        || case when u.kept_keys is null then '{}' else jsonb_build_object('changed', u.kept_keys) end, '{}') end
    from (
      select line, left_keys, kept_keys, changed & ~plain & ~case when left_keys is not null and kept_keys is null
               then ${customBit} else 0 end as kept,
             changed & plain | case when left_keys is null then 0 else ${customBit} end as unselected
      from (
        select p.line, p.changed, p.changed & (${mask} ${emptied})
                 & ~case when p.custom ? 'changed' then ${customBit} else 0 end as plain,
               case when p.custom ? 'changed' then ${leftKeys} end as left_keys,
               case when p.custom ? 'changed' then ${keptKeys} end as kept_keys
        from ${table} p where p.action in ('create', 'update') offset 0
      ) p
    ) u
    where u.line = p.line and u.unselected <> 0`);
}
