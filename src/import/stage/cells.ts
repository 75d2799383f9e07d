// SQL expressions for cells. In queries, `s` is the staged row, `e` the end user, and `b` the base values of the end user.
import { type SQL, sql } from 'drizzle-orm';
import { sqlTypeOf } from '../../db/field-types.ts';
import { columnFields, type Field, fields } from '../../model/columns.ts';
import { newCustomFields } from './custom-fields-cell.ts';

export const isTextField = (field: Field): boolean => sqlTypeOf(field) === 'text';

/**
 * The fields that a spreadsheet can damage, without the custom fields (see `mergeKeys`). Not booleans: whatever a
 * spreadsheet writes is read as the same value.
 */
export const damageableFields = columnFields.filter(
  (field) => !['boolean', 'jsonb'].includes(sqlTypeOf(field)),
);

/** The fields that are one value: all but the custom fields, of which each key is a value by itself. */
export const plainFields = fields.filter((field) => field !== 'custom_fields');

/** Those that a file has as cells, which are merged. An action is what a member wants now. */
export const mergedFields = plainFields.filter((field) => field !== 'archived');

/** Those of them that are texts in the staged rows. */
export const plainColumnFields = columnFields.filter((field) => field !== 'custom_fields');

/** Those of which the staged rows have a text: the organization is their `customer_id`. */
export const stagedFields = fields.filter((field) => field !== 'organization_id');

/** The column of the staged cell. */
export const stagedColumn = (field: Field): SQL =>
  sql.raw(field === 'organization_id' ? 's.customer_id' : `s.${field}`);

/** The staged cell, cast to the type of the end user's column. An empty cell is null. */
export const uploadedValue = (field: Field): SQL =>
  sql.raw(field === 'organization_id' ? 's.customer_id' : `nullif(s.${field}, '')::${sqlTypeOf(field)}`);

/** The value that a planned row, `p`, writes. It may archive or restore its end user without an action in the file. */
export const writtenValue = (field: Field): SQL =>
  field === 'archived' ? sql.raw("(p.turn = 'archive')") : uploadedValue(field);

/** The value of a new end user. */
export const newValue = (field: Field): SQL =>
  field === 'custom_fields' ? newCustomFields : uploadedValue(field);

/** A field of a jsonb object of values, such as in the history, cast to the field's type. A JSON null is null. */
export const jsonValue = (object: string, field: Field): SQL =>
  sql.raw(
    sqlTypeOf(field) === 'jsonb'
      ? `nullif(${object} -> '${field}', 'null')`
      : `(${object} ->> '${field}')::${sqlTypeOf(field)}`,
  );

/** A property of the cell's mark (see `CellMark`), as text; null if it has none. */
export const markOf = (field: Field, key: 'text' | 'damage' | 'hasMore'): SQL =>
  sql.raw(`(s.marks::jsonb -> '${field}' ->> '${key}')`);

/** The cell as it is in the file, to show it. */
export const writtenCell = (field: Field): SQL =>
  sql`coalesce(${markOf(field, 'text')}, ${stagedColumn(field)}::text)`;
