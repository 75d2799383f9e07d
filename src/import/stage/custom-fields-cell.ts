// SQL for the staged cell of custom fields. It is '' for an empty cell, or a JSON object that names the keys that the row is
// about (null: remove the key). A row whose keys come from columns of their own has the object in an array, and after it
// an object with the keys whose cells are empty: `[{"Badge": "12"}, {"Desk": null}]`.
import { type SQL, sql } from 'drizzle-orm';
import { withoutNulls } from '../../db/custom-fields.ts';

const cell = sql.raw('s.custom_fields::jsonb');
const isEmpty = sql.raw(`s.custom_fields = ''`);

/** The object of the keys that the cell names. */
export const keysOfCell = sql`case when ${isEmpty} then '{}' when s.custom_fields like '[%' then ${cell} -> 0 else ${cell} end`;

/** An object of the keys whose cells are empty: those that are stored if the cell as a whole is empty. */
export const emptyKeysOfCell = (stored: SQL): SQL =>
  sql`case when ${isEmpty} then coalesce(${stored}, '{}') when s.custom_fields like '[%' then ${cell} -> 1 else '{}' end`;

/** The custom fields of a new end user: the keys with a value; null if there are none. */
export const newCustomFields = sql`case when ${isEmpty} then null
  when s.custom_fields like '[%' or s.custom_fields like '%null%' then ${withoutNulls(keysOfCell)}
  else nullif(${cell}, '{}') end`;
