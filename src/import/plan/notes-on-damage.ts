// What the problem file says of a row with cells that a spreadsheet damaged.
import { type SQL, sql } from 'drizzle-orm';
import { damageable, has } from '../stage/cells.ts';
import { baseText } from './merged-cells.ts';

/** `zip was damaged by a spreadsheet (02134 → 2134) and stays as it is here; …` */
export const notesOnDamage: SQL = sql`concat_ws('; ', ${sql.join(
  damageable.map(
    (field) => sql`case when ${has('d.damaged', field)}
        then ${sql.raw(`'${field} was damaged by a spreadsheet ('`)} || left(${baseText(field)}, 40) || ' → '
             || left(s.${sql.raw(field)}, 40) || ') and stays as it is here' end`,
  ),
  sql`, `,
)})`;
