// Finds the cells whose values an undo changes: those that the operation wrote and that now have another value.
import { type SQL, sql } from 'drizzle-orm';
import { flatValues, keyPrefix, keysOf } from '../../db/custom-fields.ts';
import type { Transaction } from '../../db/transaction.ts';
import { jsonValue, plainFields } from '../stage/cells.ts';
import { customBit, maskOf } from '../stage/masks.ts';
import { countedChanges, derivedValues, guardedFields, isEdit, listOf } from './counted-changes.ts';
import { removedEndUsers } from './presence.ts';
import type { StartedUndo } from './start-undo.ts';

/**
 * A temporary table of the end users of whom cells get another value: `end_user_id`, `back`, the mask of these cells, and
 * `values`, the values that the cells get, among others. `custom` is about the keys of the custom fields, each of which is a
 * cell; null if none gets another value. Its entries: `back`, the values that they get (null: removed), and `now`.
 */
export const revertedEndUsers = sql.raw('reverted_end_user');

/**
 * Creates the table `revertedEndUsers`.
 *
 * @param others a query for the ids of other end users whose email or organization is reverted, if it isn't as it should be
 */
export async function createReverted(
  tx: Transaction,
  { workspaceId, flipped }: StartedUndo,
  others: SQL | null,
): Promise<void> {
  const differing = maskOf(
    (field) => sql`t.wrote ? ${sql.raw(`'${field}'`)} ${others ? sql.raw(`and l.values ? '${field}'`) : sql``}
      and ${jsonValue('l.values', field)} is distinct from ${sql.raw(`e.${field}`)}`,
    plainFields,
  );
  const name = sql`substr(k.key, ${sql.raw(String(keyPrefix.length + 1))})`;
  const after = flatValues('c', 'after');
  const written = sql`
      select c.end_user_id, ${after} as wrote, c.after ? 'custom_fields' as has_keys
      from change c
      where c.workspace_id = ${workspaceId} and c.operation_id in ${listOf(flipped)} and ${isEdit('c')}`;
  const guarded = sql.raw(
    `'${JSON.stringify(Object.fromEntries(guardedFields.map((field) => [field, null])))}'`,
  );
  const more = others ? sql`union all select o.id, ${guarded}, false from (${others}) o (id)` : sql``;
  const isSimple = flipped.length === 1 && !others;
  await tx.execute(sql`
    create temporary table ${revertedEndUsers} on commit drop as
    with touched as materialized (
      ${isSimple ? written : sql`select w.end_user_id, jsonb_merge(w.wrote) as wrote, bool_or(w.has_keys) as has_keys from (${written} ${more}) w group by 1`}
    ),
    log as (
      select c.end_user_id, ${derivedValues()} as values
      from ${countedChanges(workspaceId)}
      where ${isEdit('c')} and c.end_user_id in (select end_user_id from touched)
      group by c.end_user_id
    )
    select * from (
      select e.id as end_user_id, l.values, m.custom,
        m.plain | case when m.custom is null then 0 else ${customBit} end as back
      from touched t
      join log l on l.end_user_id = t.end_user_id
      join end_user e on e.workspace_id = ${workspaceId} and e.id = t.end_user_id
      cross join lateral (
        select ${differing} as plain, case when t.has_keys then (
          select jsonb_build_object('back', jsonb_object_agg(v.key, v.back), 'now', jsonb_object_agg(v.key, v.here))
          from (
            select ${name} as key, nullif(l.values -> k.key, 'null') as back,
              nullif(e.custom_fields -> ${name}, 'null') as here
            from ${keysOf(sql`t.wrote`)} k where starts_with(k.key, ${keyPrefix})
          ) v
          where v.back is distinct from v.here having count(*) > 0) end as custom
        offset 0) m
      where not exists (select from ${removedEndUsers} r where r.end_user_id = e.id)
    ) compared
    where back <> 0`);
  await tx.execute(sql`analyze ${revertedEndUsers}`);
}
