// SQL for duplicate candidates: end users of one organization who look like the same person. They have the same email, or the
// same name and the same digits of a phone or mobile, or the same name where one of them has neither email nor phone.
import { type SQL, sql } from 'drizzle-orm';
import { emailKey, hasNoContact, nameKey, phoneKey } from './duplicate-keys.ts';

const digitsOf = (row: string, field: 'phone' | 'mobile'): SQL => sql`nullif(${phoneKey(row, field)}, '')`;

const samePhone = sql`(${digitsOf('a', 'phone')} in (${digitsOf('b', 'phone')}, ${digitsOf('b', 'mobile')})
        or ${digitsOf('a', 'mobile')} in (${digitsOf('b', 'phone')}, ${digitsOf('b', 'mobile')}))`;

/** Whether the rows `a` and `b` have the same email. */
export const haveSameEmail: SQL = sql`(${emailKey('b')} = ${emailKey('a')} and ${emailKey('a')} <> '')`;

/** Whether the rows `a` and `b` of one organization look like each other, as in `duplicatePairs`. */
export const lookAlike: SQL = sql`(${haveSameEmail} or (${nameKey('b')} = ${nameKey('a')} and ${nameKey('a')} <> ''
  and (${samePhone} or ${hasNoContact('a')} or ${hasNoContact('b')})))`;

/**
 * A subquery for the pairs of rows that look like each other: `one` and `other`, the ids of the rows, and what is the `same`:
 * 'email', 'phone' (with the name), or 'name'.
 *
 * @param ones a table or a common table expression with the columns of end users
 * @param others the same
 */
export function duplicatePairs(ones: SQL, others: SQL): SQL {
  const joined = sql`from ${ones} a
    join ${others} b on b.workspace_id = a.workspace_id and b.organization_id = a.organization_id and b.id <> a.id`;
  // Each is an equality, which Postgres can hash.
  return sql`(
    select a.id as one, b.id as other, 'email' as same ${joined}
      and ${haveSameEmail}
    union
    select a.id, b.id, case when ${samePhone} then 'phone' else 'name' end ${joined}
      and ${nameKey('b')} = ${nameKey('a')} and ${nameKey('a')} <> ''
      and (${samePhone} or ${hasNoContact('a')} or ${hasNoContact('b')}))`;
}
