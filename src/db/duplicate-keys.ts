// SQL for what makes two rows duplicate candidates: texts that are equal for people who look the same.
import { type SQL, sql } from 'drizzle-orm';
import type { Field } from '../model/columns.ts';

/** The fields that tell an end user from others. */
export const tellingFields: readonly Field[] = ['name', 'email', 'phone', 'mobile'];

/** What people write most into phone numbers besides digits. Removing it first is faster than a regular expression alone. */
const separators = ' ().-+/';

const whitespace = String.raw`[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+`;

/** Digits that NFKC leaves as they are: Arabic, Persian, and Devanagari. */
const otherDigits = '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९';

/**
 * A text without whitespace around it, with one space for each run of whitespace, in NFC and lower case. Nearly all texts
 * are ASCII words with single spaces, for which one look is enough.
 */
const comparable = (text: string): string => `case when ${text} ~ '^[!-~]+( [!-~]+)*$' then lower(${text})
  else lower(btrim(regexp_replace(normalize(${text}), '${whitespace}', ' ', 'g'))) end`;

/**
 * A text as a number, by which two are compared: 64 bits of a hash, since numbers take half the time and fit into an index that
 * Postgres uses behind row-level security. Null for an empty text.
 *
 * @param text SQL for one
 */
export const keyOf = (text: string): SQL => sql.raw(`hashtextextended(nullif(${comparable(text)}, ''), 0)`);

/** The key within an organization. @param key SQL for a key as in `keyOf` */
export const keyIn = (organization: string, key: SQL): SQL =>
  sql`hashint8extended(${key}, ${sql.raw(organization)})`;

export const emailKey = (row: string): SQL => emailKeyOf(`${row}.email`);

/** @param email SQL for one */
export const emailKeyOf = (email: string): SQL => sql.raw(comparable(email));

export const nameKey = (row: string): SQL => sql.raw(comparable(`${row}.name`));

/** The digits of a phone or mobile. */
export function phoneKey(row: string, field: 'phone' | 'mobile'): SQL {
  const phone = `${row}.${field}`;
  const ascii = `case when octet_length(${phone}) = length(${phone}) then ${phone}
    else translate(normalize(${phone}, NFKC), '${otherDigits}', '012345678901234567890123456789') end`;
  return sql.raw(`regexp_replace(translate(${ascii}, '${separators}', ''), '[^0-9]+', '', 'g')`);
}

/** Whether a row has neither email nor phone: then its name alone tells who it is. */
export const hasNoContact = (row: string): SQL =>
  sql.raw(
    `coalesce(${row}.email, '') = '' and coalesce(${row}.phone, '') = '' and coalesce(${row}.mobile, '') = ''`,
  );
