// SQL for custom fields: a JSON object whose keys are values of their own, each merged, recorded, and undone by itself.
//
// A change of keys is a partial object: a value sets a key, null removes it, and keys that it doesn't name stay. The history
// stores such objects before and after. Before version 0.2, the history stored whole objects. Both are read alike: what was
// changed are the keys whose values differ between before and after, where an absent key counts as null.
import { type SQL, sql } from 'drizzle-orm';

/** What stands before the name of a key in flat objects, see `flatValues`. No field's name starts like this. */
export const keyPrefix = 'custom_fields.';

/**
 * A subquery for the keys of an object: `key`. Not in `from`, where Postgres would collect the keys of each row in a store of
 * its own first.
 */
export const keysOf = (object: SQL): SQL => sql`(select jsonb_object_keys(${object}) as key)`;

/** The stored object with the keys of `partial` set or removed; null if no key is left. */
export const withKeys = (stored: SQL, partial: SQL): SQL => sql`case
  when ${partial} @? '$.* ? (@ == null)' then (
    select jsonb_object_agg(k.key, k.value) from jsonb_each(coalesce(${stored}, '{}') || ${partial}) k
    where k.value <> 'null' or not ${partial} ? k.key)
  else nullif(coalesce(${stored}, '{}') || ${partial}, '{}') end`;

/** The object without keys that are null; null if no key is left. */
export const withoutNulls = (object: SQL): SQL =>
  sql`(select jsonb_object_agg(k.key, k.value) from jsonb_each(${object}) k where k.value <> 'null')`;

/** The values of the keys that `partial` names, as a partial object. */
export const valuesOfKeys = (stored: SQL, partial: SQL): SQL =>
  sql`(select jsonb_object_agg(k.key, ${stored} -> k.key) from ${keysOf(partial)} k)`;

/** The custom fields in an object of values, such as in the history: an object, empty if there are none. */
export const customFieldsIn = (values: string): SQL =>
  sql.raw(`case jsonb_typeof(${values} -> 'custom_fields') when 'object' then ${values} -> 'custom_fields'
    else '{}' end`);

/** The value of a key; a JSON null and an absent key are null. */
export const valueOfKey = (object: SQL, key: SQL): SQL => sql`nullif((${object}) -> ${key}, 'null')`;

/**
 * `before` or `after` of a change in the history, with each changed key of the custom fields as an entry of its own:
 * `{"title": "CTO", "custom_fields.Badge": "12"}`.
 */
export function flatValues(change: string, side: 'before' | 'after'): SQL {
  const values = sql.raw(`${change}.${side}`);
  const [before, after] = [customFieldsIn(`${change}.before`), customFieldsIn(`${change}.after`)];
  const key = sql.raw('k.key');
  return sql`case when ${values} ? 'custom_fields' then (${values} - 'custom_fields') || coalesce((
      select jsonb_object_agg(${keyPrefix}::text || k.key, (${customFieldsIn(`${change}.${side}`)}) -> k.key)
      from ${keysOf(sql`(${before}) || (${after})`)} k
      where ${valueOfKey(before, key)} is distinct from ${valueOfKey(after, key)}), '{}')
    else ${values} end`;
}
