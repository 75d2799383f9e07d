// SQL for the three-way merge of custom fields, key by key. The rules are those of three-way-merge.ts; a key that the cell
// doesn't name is not edited.
import { type SQL, sql } from 'drizzle-orm';
import { keyPrefix, valueOfKey } from '../../db/custom-fields.ts';
import { parsedCell } from '../stage/custom-fields-cell.ts';
import { isOlderKey } from './older-values.ts';
import { canEmptyCells, type PlanRules } from './rules.ts';
import { namedEndUser } from './staged-rows.ts';

const key = sql.raw('k.key');
const stored = sql.raw('e.custom_fields');

/** The value that a key had when the member started to edit. */
export const baseOfKey = (name: SQL): SQL => sql`case when b.fields ? (${keyPrefix}::text || ${name})
  then ${valueOfKey(sql.raw('b.fields'), sql`(${keyPrefix}::text || ${name})`)} else ${valueOfKey(stored, name)} end`;

/** Whether the name of a key has letters beyond ASCII, or what an encoding without them makes of these. */
const canBeGarbled = sql.raw(`(octet_length(k.key) > length(k.key) or strpos(k.key, '?') > 0)`);

/** A stored key that an unknown key of the file is a garbled form of. */
const garbledKey = sql`(select o.key from jsonb_object_keys(coalesce(${stored}, '{}')) o(key)
  where octet_length(o.key) > length(o.key) and spreadsheet_damage(o.key, k.key) = 'encoding' limit 1)`;

/** An entry of the result with the keys for which `condition` is true; nothing if it is true for none. */
function entry(name: string, value: string, condition: SQL): SQL {
  // Equal aggregates are computed once.
  const values = sql`jsonb_object_agg(v.key, ${sql.raw(value)}) filter (where ${condition})`;
  return sql`case when ${values} is null then '{}' else jsonb_build_object(${sql.raw(`'${name}'`)}, ${values}) end`;
}

/**
 * An object with up to five entries; null if the cell says nothing new. `changed`: the keys that would be written, with
 * their values in the file (null: removed); `conflicts`: the same of keys that were changed in both; `older`: the same of
 * keys that hold an older value; `damaged`: by key, the
 * kind of damage, the base value, and the value in the file; `emptied`: true if the cell, or that of a key, is empty.
 */
export function mergeKeys(rules: PlanRules): SQL {
  const { emptyCells, conflicts, olderValues } = rules.choices;
  const canEmpty = canEmptyCells(rules, sql`e.id = ${namedEndUser}`);
  const isWritten = emptyCells === 'clear' ? sql`(not v.is_empty or ${canEmpty})` : sql`not v.is_empty`;
  const isConflict = sql`(${isWritten} and v.damage is null and v.was is distinct from v.here)`;
  const isOlder = sql`((not v.is_empty or ${canEmpty}) and v.damage is null and v.was is not distinct from v.here
    and ${isOlderKey(rules, sql.raw('v.key'), sql.raw('v.in_file'))})`;
  const isChanged = sql`(${olderValues === 'use file' ? sql`(${isWritten} or ${isOlder})` : sql`${isWritten} and not ${isOlder}`}
    and v.damage is null ${conflicts === 'keep' ? sql`and v.was is not distinct from v.here` : sql``})`;
  return sql`(
    select nullif(${entry('changed', 'v.in_file', isChanged)} || ${entry('conflicts', 'v.in_file', isConflict)}
      || ${entry('older', 'v.in_file', isOlder)}
      || ${entry('damaged', 'v.damage', sql`v.damage is not null`)}
      || case when bool_or(v.is_empty and ${canEmpty} and not ${isOlder}) then '{"emptied": true}'::jsonb else '{}' end, '{}')
    from (
      select k.*, case
          when k.kind is not null then jsonb_build_array(k.kind, k.was #>> '{}', k.in_file #>> '{}')
          when k.was is null and k.here is null and ${canBeGarbled} and ${garbledKey} is not null
            then jsonb_build_array('encoding', ${garbledKey}, k.key)
          end as damage
      from (
        select k.*, coalesce(spreadsheet_damage(k.was #>> '{}', k.in_file #>> '{}'), k.not_value ->> 0) as kind
        from (
          select k.key, coalesce(${valueOfKey(sql.raw('k.named'), key)}, k.damaged -> k.key -> 1) as in_file,
                 not k.named || k.damaged ? k.key as is_empty, k.damaged -> k.key as not_value,
                 ${valueOfKey(stored, key)} as here, ${baseOfKey(key)} as was
          from (select c.named, c.damaged, jsonb_object_keys(c.named || c.empty || c.damaged) as key
                from ${parsedCell(stored)} c) k
        ) k
        where k.in_file is distinct from k.here and k.in_file is distinct from k.was
          ${rules.instructions?.fillsEmpty ? sql`and k.here is null` : sql``}
          -- A stored text that says so itself was exported, not typed.
          and not (k.in_file is null and lower(k.here #>> '{}') = '<clear>') is true offset 0
      ) k
    ) v)`;
}
