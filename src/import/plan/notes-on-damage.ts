// The notes in a problem file about damaged cells.
import { type SQL, sql } from 'drizzle-orm';
import type { Field } from '../../model/columns.ts';
import { markOf, plainFields } from '../stage/cells.ts';
import { maskHas } from '../stage/masks.ts';
import type { PlanRules } from './rules.ts';
import { baseText } from './three-way-merge.ts';

/**
 * SQL for the notes on one row: `zip was damaged by a spreadsheet (02134 → 2134) and keeps its current value; phone
 * "#NAME?" is not a value and keeps its current value`. Redacted notes don't contain stored values.
 */
export function notesOnDamage({ redacted }: PlanRules): SQL {
  const stays = sql`case when e.id is null then ': the cell stays empty' else ' and keeps its current value' end`;
  const note = (field: Field): SQL => {
    const change = sql`' (' || left(${baseText(field)}, 40) || ' → ' || left(s.${sql.raw(field)}, 40) || ')'`;
    return sql`case when ${maskHas('d.damaged', field)} then case when ${maskHas('s.damaged', field)}
             and spreadsheet_damage(${baseText(field)}, s.${sql.raw(field)}) is null
        then ${sql.raw(`'${field} "'`)} || left(${markOf(field, 'text')}, 40) || '" is not a value' || ${stays}
        else ${sql.raw(`'${field} was damaged by a spreadsheet'`)} || ${redacted ? sql`''` : change}
             || ' and keeps its current value' end end`;
  };
  const values = redacted
    ? sql`''`
    : sql`' (' || left(k.value ->> 1, 40) || ' → ' || left(k.value ->> 2, 40) || ')'`;
  const ofKeys = sql`(
       select string_agg('custom_fields · ' || left(k.key, 40) || case
           when spreadsheet_damage(k.value ->> 1, k.value ->> 2) is null
             then ' "' || left(k.value ->> 2, 40) || '" is not a value' || ${stays}
           else ' was damaged by a spreadsheet' || ${values} || ' and keeps its current value' end, '; ' order by k.key)
       from jsonb_each(d.custom -> 'damaged') k)`;
  const customFields = sql`case when d.custom ? 'damaged' then ${ofKeys} else ${note('custom_fields')} end`;
  return sql`concat_ws('; ', ${sql.join([...plainFields.map(note), customFields], sql`, `)})`;
}
