// The notes in a problem file about cells that a spreadsheet damaged.
import { type SQL, sql } from 'drizzle-orm';
import { damageableFields } from '../stage/cells.ts';
import { maskHas } from '../stage/masks.ts';
import type { PlanRules } from './rules.ts';
import { baseText } from './three-way-merge.ts';

/**
 * SQL for the notes on one row: `zip was damaged by a spreadsheet (02134 → 2134) and keeps its current value; …`. Redacted
 * notes don't contain the values.
 */
export function notesOnDamage({ redacted }: PlanRules): SQL {
  const notes = damageableFields.map((field) => {
    const values = sql`' (' || left(${baseText(field)}, 40) || ' → ' || left(s.${sql.raw(field)}, 40) || ')'`;
    return sql`case when ${maskHas('d.damaged', field)}
        then ${sql.raw(`'${field} was damaged by a spreadsheet'`)} || ${redacted ? sql`''` : values}
             || ' and keeps its current value' end`;
  });
  const values = sql` || ' (' || left(k.value ->> 1, 40) || ' → ' || left(k.value ->> 2, 40) || ')'`;
  notes.push(sql`case when d.custom ? 'damaged' then (
      select string_agg('custom_fields · ' || left(k.key, 40) || ' was damaged by a spreadsheet'
        ${redacted ? sql`` : values} || ' and keeps its current value', '; ' order by k.key)
      from jsonb_each(d.custom -> 'damaged') k) end`);
  return sql`concat_ws('; ', ${sql.join(notes, sql`, `)})`;
}
