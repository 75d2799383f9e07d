// SQL for edited cells that hold an older value of the same cell: most likely the copy is old, and nobody means the edit.
//
// - In a copy that was used before, this is the exported value of a cell that an earlier round has changed.
// - In a row without a merge base, it is any value that the history has of the cell. An empty cell has a choice of its own.
import { type SQL, sql } from 'drizzle-orm';
import { customFieldsIn, keyPrefix, valueOfKey } from '../../db/custom-fields.ts';
import type { Field } from '../../model/columns.ts';
import { jsonValue, plainFields, sqlTypeOf } from '../stage/cells.ts';
import { bitOf, maskHas, maskOf } from '../stage/masks.ts';
import { isJudgedByHistory } from './base-values.ts';
import type { PlanRules } from './rules.ts';

/** The earlier changes of the end user, `c`. What an undo replaced doesn't count: it may well be applied again. */
const earlierChanges = ({ workspaceId }: PlanRules): SQL => sql`
  change c join operation o on o.workspace_id = c.workspace_id and o.id = c.operation_id and o.kind <> 'undo'
  where c.workspace_id = ${workspaceId} and c.end_user_id = e.id and c.before is not null`;

const booleans = sql.raw(
  String(
    plainFields
      .filter((field) => sqlTypeOf(field) === 'boolean')
      .reduce((mask, field) => mask | bitOf(field), 0),
  ),
);

/**
 * The mask of those of the cells in `m.edited` that hold an older value.
 *
 * @param isSame whether the staged cell has this value
 */
export function olderValues(rules: PlanRules, isSame: (field: Field, value: SQL) => SQL): SQL {
  const among = (object: string) =>
    maskOf(
      (field) => sql`${maskHas('m.edited', field)} and ${sql.raw(`${object} ? '${field}'`)}
        and ${isSame(field, jsonValue(object, field))}`,
      plainFields,
    );
  // A yes or no always equals some earlier value, so it counts only next to another such cell.
  const inHistory = sql`(
    select case when found.older & ~${booleans} = 0 and bit_count(found.older::bit(32)) < 2 then 0 else found.older end
    from (select coalesce(bit_or(${among('c.before')}), 0) & ~m.emptied as older from ${earlierChanges(rules)}) found)`;
  const inCopy = sql`case when b.exported is null then 0 else ${among('b.exported')} end`;
  return sql`case when m.edited = 0 then 0 when ${isJudgedByHistory(rules)} then ${inHistory} else ${inCopy} end`;
}

/** Whether `value` is an older value of a key of the custom fields. */
export function isOlderKey(rules: PlanRules, key: SQL, value: SQL): SQL {
  const exported = sql`b.exported ? (${keyPrefix}::text || ${key})
    and ${valueOfKey(sql.raw('b.exported'), sql`(${keyPrefix}::text || ${key})`)} is not distinct from ${value}`;
  const inHistory = sql`${value} is not null and exists (select from ${earlierChanges(rules)}
    and (${customFieldsIn('c.before')}) ? ${key}
    and ${valueOfKey(customFieldsIn('c.before'), key)} is not distinct from ${value})`;
  return sql`case when ${isJudgedByHistory(rules)} then ${inHistory} else coalesce(${exported}, false) end`;
}
