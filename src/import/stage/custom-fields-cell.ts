// SQL for the staged cell of custom fields. It is '' for an empty cell, or a JSON object that names the keys that the row is
// about (null: remove the key). A row whose keys come from columns of their own has the object in an array, and after it
// an object with the keys whose cells are empty: `[{"Badge": "12"}, {"Desk": null}]`.
import { type SQL, sql } from 'drizzle-orm';
import { withoutNulls } from '../../db/custom-fields.ts';

const cell = sql.raw('s.custom_fields::jsonb');
const isEmpty = sql.raw(`s.custom_fields = ''`);
const isOfColumns = sql.raw(`s.custom_fields like '[%'`);

const namedKeys = sql`case when ${isEmpty} then '{}' when ${isOfColumns} then ${cell} -> 0 else ${cell} end`;

/**
 * A subquery for one row: `named`, the object of the keys that the cell names, and `empty`, an object of the keys whose cells
 * are empty, which are the stored ones if the cell as a whole is empty. "offset 0" keeps Postgres from parsing the cell once
 * for each use.
 */
export const parsedCell = (stored: SQL): SQL => sql`(select ${namedKeys} as named,
  case when ${isEmpty} then coalesce(${stored}, '{}') when ${isOfColumns} then ${cell} -> 1 else '{}' end as empty offset 0)`;

/** Whether the cell can have keys without a value for a new end user. Cheap, since it is asked for each row. */
const canHaveNulls = sql`(${isOfColumns} or s.custom_fields like '%null%')`;

/** The custom fields of a new end user: the keys with a value; null if there are none. */
export const newCustomFields = sql`case when ${isEmpty} then null
  when ${canHaveNulls} then ${withoutNulls(namedKeys)} else nullif(${cell}, '{}') end`;

/** Whether a new end user gets custom fields. An object with a key has a quote. */
export const hasNewCustomFields = sql`case when ${isEmpty} then false
  when ${canHaveNulls} then ${withoutNulls(namedKeys)} is not null else strpos(s.custom_fields, '"') > 0 end`;
