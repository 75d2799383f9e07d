// Cells in SQL: `s` is the staged row, `e` the end user, `b` what an export said of the end user.
import { type SQL, sql } from 'drizzle-orm';
import { columns, type Field, fields } from '../../model/columns.ts';

/** The bit that stands for a field in a mask. */
export const bitOf = (field: Field): number => 1 << fields.indexOf(field);

const kinds = new Map(columns.map((column) => [column.name as string, column.kind]));

const sqlTypes = { boolean: 'boolean', integer: 'bigint', json: 'jsonb' } as Record<string, string>;

/** The type of the end user's column. */
export const sqlTypeOf = (field: Field): string => sqlTypes[kinds.get(field) ?? ''] ?? 'text';

export const isTextField = (field: Field): boolean => sqlTypeOf(field) === 'text';

/** What a spreadsheet can damage: of a boolean, anything that it writes is read as the same value. */
export const damageable = fields.filter((field) => sqlTypeOf(field) !== 'boolean');

/** The staged cell as the value of the end user's column; an empty cell is null. */
export const uploadedValue = (field: Field): SQL => sql.raw(`nullif(s.${field}, '')::${sqlTypeOf(field)}`);

/** A field out of a jsonb object of values, such as the history keeps; a JSON null is null. */
export const jsonValue = (object: string, field: Field): SQL =>
  sql.raw(
    sqlTypeOf(field) === 'jsonb'
      ? `nullif(${object} -> '${field}', 'null')`
      : `(${object} ->> '${field}')::${sqlTypeOf(field)}`,
  );

/** A mask of the fields of which something holds. */
export const maskOf = (test: (field: Field) => SQL, among: readonly Field[] = fields): SQL =>
  sql.join(
    among.map((field) => sql`case when ${test(field)} then ${sql.raw(String(bitOf(field)))} else 0 end`),
    sql` + `,
  );

/** Whether the mask has the field. */
export const maskHas = (mask: string, field: Field): SQL => sql.raw(`${mask} & ${bitOf(field)} <> 0`);

/** How many fields a mask has. */
export const maskCount = (mask: string): SQL => sql.raw(`bit_count(${mask}::bit(32))`);

/** A jsonb object of the fields that a mask has. */
export const maskedObject = (mask: string, value: (field: Field) => SQL): SQL =>
  sql`(${sql.join(
    fields.map(
      (field) =>
        sql`case when ${maskHas(mask, field)} then jsonb_build_object(${sql.raw(`'${field}'`)}, ${value(field)})
            else '{}' end`,
    ),
    sql` || `,
  )})`;
