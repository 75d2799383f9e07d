// SQL for the staged cell of custom fields. It is '' for an empty cell, or a JSON object that names the keys that the row is
// about (null: remove the key). A row whose keys come from columns of their own has the object in an array, after it an
// object with the keys whose cells are empty, and, if there are any, one with the keys whose cells are not values, with the
// kind of damage and the text: `[{"Badge": "12"}, {"Desk": null}, {"Floor": ["error", "#REF!"]}]`.
import { type SQL, sql } from 'drizzle-orm';
import { withoutNulls } from '../../db/custom-fields.ts';
import { customBit } from './masks.ts';

const cell = sql.raw('s.custom_fields::jsonb');
const isEmpty = sql.raw(`s.custom_fields = ''`);
const isOfColumns = sql.raw(`s.custom_fields like '[%'`);

const namedKeys = sql`case when ${isEmpty} then '{}' when ${isOfColumns} then ${cell} -> 0 else ${cell} end`;

/** Whether all stored keys are to be removed. */
const isCleared = sql`(coalesce(s.cleared, 0) & ${customBit} <> 0)`;

const nullsOf = (stored: SQL): SQL =>
  sql`(select jsonb_object_agg(key, null) from jsonb_object_keys(coalesce(${stored}, '{}')) key)`;

const damagedKeys = sql`case when ${isOfColumns} then coalesce(${cell} -> 2, '{}') else '{}' end`;

/**
 * A subquery for one row: `named`, the object of the keys that the cell names; `empty`, an object of the keys whose cells
 * are empty, which are the stored ones if the cell as a whole is empty; `damaged`, an object of those that are not values.
 * "offset 0" keeps Postgres from parsing the cell once
 * for each use.
 */
export const parsedCell = (stored: SQL): SQL => sql`(select
  case when ${isCleared} then coalesce(${nullsOf(stored)}, '{}') || (${namedKeys}) else ${namedKeys} end as named,
  case when ${isCleared} then '{}' when ${isEmpty} then coalesce(${stored}, '{}') when ${isOfColumns} then ${cell} -> 1 else '{}' end as empty,
  ${damagedKeys} as damaged offset 0)`;

/**
 * What `mergeKeys` says about the keys of a new end user that are not values: by key, the kind of damage, null for the value
 * that the end user doesn't have, and the text; null if there are none.
 */
export const damageOfNewKeys = sql`case when ${isOfColumns} and jsonb_array_length(${cell}) = 3 then (
  select jsonb_build_object('damaged', jsonb_object_agg(key, jsonb_build_array(value -> 0, null, value -> 1)))
  from jsonb_each(${cell} -> 2)) end`;

/** Whether the cell can have keys without a value for a new end user. Cheap, since it is asked for each row. */
const canHaveNulls = sql`(${isOfColumns} or s.custom_fields like '%null%')`;

/** The custom fields of a new end user: the keys with a value; null if there are none. */
export const newCustomFields = sql`case when ${isEmpty} then null
  when ${canHaveNulls} then ${withoutNulls(namedKeys)} else nullif(${cell}, '{}') end`;

/** Whether a new end user gets custom fields. An object with a key has a quote. */
export const hasNewCustomFields = sql`case when ${isEmpty} then false
  when ${canHaveNulls} then ${withoutNulls(namedKeys)} is not null else strpos(s.custom_fields, '"') > 0 end`;
