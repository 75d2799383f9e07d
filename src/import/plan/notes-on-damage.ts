// What the problem file says of a row with cells that a spreadsheet damaged.
import { type SQL, sql } from 'drizzle-orm';
import { damageable, maskHas } from '../stage/cells.ts';
import type { PlanRules } from './rules.ts';
import { baseText } from './three-way-merge.ts';

/** `zip was damaged by a spreadsheet (02134 → 2134) and stays as it is here; …`, without the values when discreet. */
export function notesOnDamage({ redacted: discreet }: PlanRules): SQL {
  const notes = damageable.map((field) => {
    const values = sql`' (' || left(${baseText(field)}, 40) || ' → ' || left(s.${sql.raw(field)}, 40) || ')'`;
    return sql`case when ${maskHas('d.damaged', field)}
        then ${sql.raw(`'${field} was damaged by a spreadsheet'`)} || ${discreet ? sql`''` : values}
             || ' and stays as it is here' end`;
  });
  return sql`concat_ws('; ', ${sql.join(notes, sql`, `)})`;
}
