// SQL expressions for masks: integers with one bit for each field.
import { type SQL, sql } from 'drizzle-orm';
import { type Field, fields } from '../../model/columns.ts';

/** The bit of a field. */
export const bitOf = (field: Field): number => 1 << fields.indexOf(field);

/** The bit of the custom fields. */
export const customBit = sql.raw(String(bitOf('custom_fields')));

export const archivedBit = sql.raw(String(bitOf('archived')));

/** The bit of the organization. */
export const organizationBit = sql.raw(String(bitOf('organization_id')));

/** The mask of the fields for which `condition` is true, among some fields or all. */
export const maskOf = (condition: (field: Field) => SQL, among: readonly Field[] = fields): SQL =>
  sql.join(
    [
      sql`0`,
      ...among.map(
        (field) => sql`case when ${condition(field)} then ${sql.raw(String(bitOf(field)))} else 0 end`,
      ),
    ],
    sql` + `,
  );

/** The fields that a mask has. */
export const fieldsOf = (mask: number): Field[] => fields.filter((field) => mask & bitOf(field));

/** Whether the mask has the field. */
export const maskHas = (mask: string, field: Field): SQL => sql.raw(`${mask} & ${bitOf(field)} <> 0`);

/** The number of fields that the mask has. */
export const maskCount = (mask: string): SQL => sql.raw(`bit_count(${mask}::bit(32))`);

/** The number of cells that the mask has: of the custom fields, each key of the `entry` of `keys` is a cell. */
export const cellCount = (mask: string, keys: string, entry: string): SQL =>
  sql`(${maskCount(mask)} + ${sql.raw(`case when ${keys} ? '${entry}'
    then (select count(*) from jsonb_object_keys(${keys} -> '${entry}')) - 1 else 0 end`)})`;

/**
 * A jsonb object with the values of the fields that the mask has, among some fields or all.
 *
 * @param always those of them that every mask has: one object for these is made faster
 */
export function maskedObject(
  mask: string,
  value: (field: Field) => SQL,
  among: readonly Field[] = fields,
  always: readonly Field[] = [],
): SQL {
  const objectOf = (some: readonly Field[]): SQL =>
    sql`jsonb_build_object(${sql.join(
      some.map((field) => sql`${sql.raw(`'${field}'`)}, ${value(field)}`),
      sql`, `,
    )})`;
  const sometimes = among.filter((field) => !always.includes(field));
  return sql`(${sql.join(
    [
      objectOf(always),
      ...sometimes.map(
        (field) => sql`case when ${maskHas(mask, field)} then ${objectOf([field])} else '{}' end`,
      ),
    ],
    sql` || `,
  )})`;
}
