// SQL for the three-way merge of custom fields, key by key. The rules are those of three-way-merge.ts; a key that the cell
// doesn't name is not edited.
import { type SQL, sql } from 'drizzle-orm';
import { keyPrefix, valueOfKey } from '../../db/custom-fields.ts';
import { emptyKeysOfCell, keysOfCell } from '../stage/custom-fields-cell.ts';
import { canEmptyCells, type PlanRules } from './rules.ts';
import { namedEndUser } from './staged-rows.ts';

const key = sql.raw('k.key');
const stored = sql.raw('e.custom_fields');

/** The value that a key had when the member started to edit. */
export const baseOfKey = (name: SQL): SQL => sql`case when b.fields ? (${keyPrefix}::text || ${name})
  then ${valueOfKey(sql.raw('b.fields'), sql`(${keyPrefix}::text || ${name})`)} else ${valueOfKey(stored, name)} end`;

/** A stored key that an unknown key of the file is a garbled form of. */
const garbledKey = sql`(select o.key from jsonb_object_keys(coalesce(${stored}, '{}')) o(key)
  where octet_length(o.key) > length(o.key) and spreadsheet_damage(o.key, k.key) = 'encoding' limit 1)`;

/** An entry of the result with the keys for which `condition` is true; nothing if it is true for none. */
const entry = (name: string, value: SQL, condition: SQL): SQL =>
  sql`case when bool_or(${condition})
      then jsonb_build_object(${name}::text, jsonb_object_agg(v.key, ${value}) filter (where ${condition})) else '{}' end`;

/**
 * An object with up to four entries; null if the cell says nothing new. `changed`: the keys that would be written, with
 * their values in the file (null: removed); `conflicts`: the same of keys that were changed in both; `damaged`: by key, the
 * kind of damage, the base value, and the value in the file; `emptied`: true if the cell, or that of a key, is empty.
 */
export function mergeKeys(rules: PlanRules): SQL {
  const { emptyCells, conflicts } = rules.choices;
  const canEmpty = canEmptyCells(rules, sql`e.id = ${namedEndUser}`);
  const isWritten = emptyCells === 'clear' ? sql`(not v.is_empty or ${canEmpty})` : sql`not v.is_empty`;
  const isConflict = sql`(${isWritten} and v.damage is null and v.was is distinct from v.here)`;
  const isChanged = sql`(${isWritten} and v.damage is null
    ${conflicts === 'keep' ? sql`and v.was is not distinct from v.here` : sql``})`;
  return sql`(
    select nullif(${entry('changed', sql`v.in_file`, isChanged)} || ${entry('conflicts', sql`v.in_file`, isConflict)}
      || ${entry('damaged', sql`v.damage`, sql`v.damage is not null`)}
      || case when bool_or(v.is_empty and ${canEmpty}) then '{"emptied": true}'::jsonb else '{}' end, '{}')
    from (
      select k.*, case
          when k.in_file is null then null
          when k.was is not null then (
            select jsonb_build_array(kind, was, in_file)
            from (select k.was #>> '{}' as was, k.in_file #>> '{}' as in_file) t
            cross join lateral spreadsheet_damage(was, in_file) kind where kind is not null)
          when k.here is null then (
            select jsonb_build_array('encoding', garbled, k.key)
            from (select ${garbledKey} as garbled) t where garbled is not null)
          end as damage
      from (
        select k.key, nullif(k.value, 'null') as in_file, k.is_empty, ${valueOfKey(stored, key)} as here,
               ${baseOfKey(key)} as was
        from (
          select key, value, false as is_empty from jsonb_each(${keysOfCell}) named
          union all
          select key, null, true from jsonb_object_keys(${emptyKeysOfCell(stored)}) empty(key)
        ) k
      ) k
      where k.in_file is distinct from k.here and k.in_file is distinct from k.was
    ) v)`;
}
