// SQL for a set of ids: one parameter, however many there are.
import { type SQL, sql } from 'drizzle-orm';

/** Whether `value`, a column, is one of the ids; null where the column is. */
export const isOneOf = (value: string, ids: readonly number[]): SQL =>
  sql`${sql.raw(value)} = any(string_to_array(${ids.join(' ')}, ' ')::bigint[])`;
