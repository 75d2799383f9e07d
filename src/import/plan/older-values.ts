// SQL for edited cells that hold an older value of the same cell: most likely the copy is old, and nobody means the edit.
//
// - In a copy that was used before, this is the exported value of a cell that an earlier round has changed.
// - In a row without a merge base, it is any value that the history has of the cell, except none: empty cells have a choice of
//   their own.
// - A merge base that only the thread tells may be the wrong one: both count.
import { type SQL, sql } from 'drizzle-orm';
import { flatValues, keyPrefix, valueOfKey } from '../../db/custom-fields.ts';
import { sqlTypeOf } from '../../db/field-types.ts';
import { history } from '../../db/history.ts';
import type { Field } from '../../model/columns.ts';
import { jsonValue, mergedFields } from '../stage/cells.ts';
import { bitOf, maskHas, maskOf } from '../stage/masks.ts';
import { isJudgedByHistory } from './base-values.ts';
import { isBaseCertain, type PlanRules, presentFields } from './rules.ts';

/**
 * What the changes of the end user have replaced: `c.was`, an object as of `flatValues`. Of an undo, only the values of what
 * has been changed since: before that, what it replaced may well be applied again.
 */
function replacedValues({ workspaceId }: PlanRules): SQL {
  const flat = flatValues('h', 'before');
  // "in" with a query that doesn't depend on the key: the objects of later changes are read once, not for each key.
  const changedSince = sql`(select jsonb_object_agg(v.key, v.value) from jsonb_each(${flat}) v where v.key in (
    select jsonb_object_keys(${flatValues('l', 'before')})
    from ${history} l where l.workspace_id = h.workspace_id and l.end_user_id = h.end_user_id
      and l.operation_id > h.operation_id))`;
  // "offset 0" keeps Postgres from computing the object once for each field.
  return sql`(
    select case when o.kind = 'undo' then ${changedSince} else ${flat} end as was
    from ${history} h join operation o on o.workspace_id = h.workspace_id and o.id = h.operation_id
    where h.workspace_id = ${workspaceId} and h.end_user_id = e.id and h.before is not null offset 0) c`;
}

const booleans = sql.raw(
  String(
    mergedFields
      .filter((field) => sqlTypeOf(field) === 'boolean')
      .reduce((mask, field) => mask | bitOf(field), 0),
  ),
);

/**
 * The mask of those of the cells in `m.edited` and `m.emptied` that hold an older value.
 *
 * @param isSame whether the staged cell has this value
 */
export function olderValues(rules: PlanRules, isSame: (field: Field, value: SQL) => SQL): SQL {
  const among = (object: string) =>
    maskOf(
      (field) => sql`${maskHas('(m.edited | m.emptied)', field)} and ${sql.raw(`${object} ? '${field}'`)}
        and ${isSame(field, jsonValue(object, field))}`,
      presentFields(rules, mergedFields),
    );
  // A yes or no always equals some earlier value, so it counts only next to another such cell.
  const inHistory = sql`(
    select case when found.older & ~${booleans} = 0 and bit_count(found.older::bit(32)) < 2 then 0 else found.older end
    from (select coalesce(bit_or(${among('c.was')}), 0) & ~m.emptied as older from ${replacedValues(rules)}) found)`;
  const inCopy = sql`case when b.exported is null then 0 else ${among('b.exported')} end`;
  const inBoth = sql`case when r.end_user_id is null then ${inHistory} else 0 end | ${inCopy}`;
  return sql`case when m.edited | m.emptied = 0 then 0 when ${isJudgedByHistory(rules)} then ${inHistory}
    else ${isBaseCertain(rules) ? inCopy : inBoth} end`;
}

/** Whether `value` is an older value of a key of the custom fields. */
export function isOlderKey(rules: PlanRules, key: SQL, value: SQL): SQL {
  const name = sql`(${keyPrefix}::text || ${key})`;
  const isIn = (object: string): SQL =>
    sql`(${sql.raw(object)} ? ${name} and ${valueOfKey(sql.raw(object), name)} is not distinct from ${value})`;
  const inHistory = sql`${value} is not null and exists (select from ${replacedValues(rules)} where ${isIn('c.was')})`;
  const inCopy = sql`coalesce(${isIn('b.exported')}, false)`;
  const inBoth = sql`(r.end_user_id is null and ${inHistory} or ${inCopy})`;
  return sql`case when ${isJudgedByHistory(rules)} then ${inHistory}
    else ${isBaseCertain(rules) ? inCopy : inBoth} end`;
}
