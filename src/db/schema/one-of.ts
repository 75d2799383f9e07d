// A check constraint for a column that holds one of a few values, generated from the array that the code uses.
import { type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, check } from 'drizzle-orm/pg-core';

/**
 * Names the constraint as Postgres would: `<table>_<column>_check`.
 *
 * A value that is added to the array needs a migration (`npm run migration`) before any process may write it.
 */
export function oneOf(table: string, column: AnyPgColumn, values: readonly string[]) {
  return check(`${table}_${column.name}_check`, isOneOf(column, values));
}

// Literals: DDL takes no parameters.
const isOneOf = (column: AnyPgColumn, values: readonly string[]): SQL =>
  sql`${column} in (${sql.raw(values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', '))})`;
