// SQL for duplicate candidates: end users of one organization who look like the same person. They have the same email, or the
// same name and the same digits of a phone or mobile, or the same name where neither has an email or a phone.
import { type SQL, sql } from 'drizzle-orm';

const email = (row: string): SQL => sql.raw(`lower(trim(normalize(${row}.email, NFC)))`);

const name = (row: string): SQL => sql.raw(`lower(trim(normalize(${row}.name, NFC)))`);

const digits = (row: string, field: 'phone' | 'mobile'): SQL =>
  sql.raw(`nullif(regexp_replace(${row}.${field}, '[^0-9]', '', 'g'), '')`);

const hasContact = (row: string): SQL =>
  sql.raw(
    `coalesce(nullif(trim(${row}.email), ''), nullif(trim(${row}.phone), ''), nullif(trim(${row}.mobile), '')) is not null`,
  );

/**
 * A subquery for the pairs of rows that look like each other: `one` and `other`, the ids of the rows.
 *
 * @param ones a table or a common table expression with the columns of end users
 * @param others the same
 */
export function duplicatePairs(ones: SQL, others: SQL): SQL {
  const joined = sql`select a.id as one, b.id as other from ${ones} a
    join ${others} b on b.workspace_id = a.workspace_id and b.organization_id = a.organization_id and b.id <> a.id`;
  // Each is an equality, which Postgres can hash.
  return sql`(
    ${joined} and ${email('b')} = ${email('a')} and ${email('a')} <> ''
    union
    ${joined} and ${name('b')} = ${name('a')} and ${name('a')} <> ''
      and (${digits('a', 'phone')} in (${digits('b', 'phone')}, ${digits('b', 'mobile')})
        or ${digits('a', 'mobile')} in (${digits('b', 'phone')}, ${digits('b', 'mobile')})
        or not (${hasContact('a')} or ${hasContact('b')})))`;
}
