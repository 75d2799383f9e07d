// The notes in a problem file about damaged cells.
import { type SQL, sql } from 'drizzle-orm';
import type { Field } from '../../model/columns.ts';
import { markOf, plainColumnFields } from '../stage/cells.ts';
import { maskHas } from '../stage/masks.ts';
import type { PlanRules } from './rules.ts';
import { baseText } from './three-way-merge.ts';

// Control characters that separate the notes of a row, and the name of a cell from what is said about it. Members never see them.
const betweenNotes = sql`chr(30)`;
const afterName = sql`chr(31)`;

const excerpt = (text: SQL): SQL => sql`translate(left(${text}, 40), chr(30) || chr(31), '')`;

/** Kinds of damage to the letters of a text. */
const isGarbled = (kind: SQL): SQL => sql`coalesce(${kind} in ('encoding', 'entity'), false)`;

/**
 * SQL for the notes on one row, see `rowNote` and `cellNote`: `zip was damaged by a spreadsheet (02134 → 2134) and keeps its
 * current value; phone "#NAME?" is not a value and keeps its current value`. Redacted notes don't contain stored values.
 */
export function notesOnDamage({ redacted }: PlanRules): SQL {
  const stays = sql`case when e.id is null then ': the cell stays empty' else ' and keeps its current value' end`;
  const noValue = (text: SQL, kind: SQL): SQL =>
    sql`'"' || ${excerpt(text)} || case when ${isGarbled(kind)} then '" is garbled' else '" is not a value' end || ${stays}`;
  const damaged = (was: SQL, inFile: SQL, kind: SQL): SQL => {
    const change = sql`' (' || ${excerpt(was)} || ' → ' || ${excerpt(inFile)} || ')'`;
    return sql`case when ${isGarbled(kind)} then 'was garbled' else 'was damaged by a spreadsheet' end
      || ${redacted ? sql`''` : change} || ' and keeps its current value'`;
  };
  const note = (field: Field): SQL => {
    const staged = sql.raw(`s.${field}`);
    const kind = sql`spreadsheet_damage(${baseText(field)}, ${staged})`;
    return sql`case when ${maskHas('d.damaged', field)} then ${sql.raw(`'${field}'`)} || ${afterName} || case
        when ${maskHas('s.damaged', field)} and ${kind} is null
        then ${noValue(markOf(field, 'text'), markOf(field, 'damage'))}
        else ${damaged(baseText(field), staged, kind)} end end`;
  };
  const was = sql`(k.value ->> 1)`;
  const inFile = sql`(k.value ->> 2)`;
  const kind = sql`(k.value ->> 0)`;
  const ofKeys = sql`(
       select string_agg(${keyName(sql`k.key`)} || ${afterName} || case
           when spreadsheet_damage(${was}, ${inFile}) is null then ${noValue(inFile, kind)}
           else ${damaged(was, inFile, kind)} end, ${betweenNotes} order by k.key)
       from jsonb_each(d.custom -> 'damaged') k)`;
  const customFields = sql`case when d.custom ? 'damaged' then ${ofKeys} else ${note('custom_fields')} end`;
  return sql`concat_ws(${betweenNotes}, ${sql.join([...plainColumnFields.map(note), customFields], sql`, `)})`;
}

/** The name of a custom field in a note. */
const keyName = (key: SQL): SQL => sql`'custom_fields · ' || ${excerpt(key)}`;

/** All notes on a row, as one text. */
export const rowNote = (note: SQL): SQL =>
  sql`replace(replace(${note}, ${betweenNotes}, '; '), ${afterName}, ' ')`;

/**
 * The note on one cell, without its name. The notes of a plan by an earlier version can't be told apart: all of them.
 *
 * @param of the field, or the `key` of the custom fields
 */
export function cellNote(note: SQL, of: { readonly field: SQL } | { readonly key: SQL }): SQL {
  const name = 'field' in of ? of.field : keyName(of.key);
  return sql`coalesce((
    select split_part(n.note, ${afterName}, 2) from unnest(string_to_array(${note}, ${betweenNotes})) n(note)
    where split_part(n.note, ${afterName}, 1) = ${name} limit 1), ${rowNote(note)})`;
}
