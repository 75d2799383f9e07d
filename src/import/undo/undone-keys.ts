// SQL for what an undo does to the keys of the custom fields, each of which is a cell.
import { type SQL, sql } from 'drizzle-orm';
import { customFieldsIn, keyPrefix, keysOf, valueOfKey } from '../../db/custom-fields.ts';

/** The column `custom` of the table `undoneUpdates`, of `c` (the change) and `e` (the end user). */
export const undoneKeys = keysToUndo();

function keysToUndo(): SQL {
  const [before, after] = [customFieldsIn('c.before'), customFieldsIn('c.after')];
  const key = sql.raw('k.key');
  const entry = (name: string, value: string, condition: string): SQL => {
    const values = `jsonb_object_agg(v.key, ${value}) filter (where ${condition})`;
    return sql.raw(`case when ${values} is null then '{}' else jsonb_build_object('${name}', ${values}) end`);
  };
  const isBack = 'v.after is not distinct from v.here';
  return sql`(
    select ${entry('back', 'v.before', isBack)} || ${entry('now', 'v.here', isBack)}
      || ${entry('kept', 'v.here', `v.after is distinct from v.here and v.before is distinct from v.here`)}
    from (
      select k.key, ${valueOfKey(before, key)} as before, ${valueOfKey(after, key)} as after,
             ${valueOfKey(sql.raw('e.custom_fields'), key)} as here
      from ${keysOf(sql`(${before}) || (${after})`)} k
    ) v
    where v.before is distinct from v.after)`;
}

/** Whether a key of the custom fields has another value than when the end user was created. */
export const isKeyEdited = sql`exists (
  select from jsonb_each(o.fields) v
  where starts_with(v.key, ${keyPrefix}) and nullif(v.value, 'null') is distinct from
    ${valueOfKey(sql.raw('e.custom_fields'), sql.raw(`substr(v.key, ${keyPrefix.length + 1})`))})`;
