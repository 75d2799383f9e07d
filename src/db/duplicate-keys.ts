// SQL for what makes two rows duplicate candidates: texts that are equal for people who look the same.
import { type SQL, sql } from 'drizzle-orm';
import type { Field } from '../model/columns.ts';
import { comparable } from './schema/text-key.ts';

/** The fields that tell an end user from others. */
export const tellingFields: readonly Field[] = ['name', 'email', 'phone', 'mobile'];

/** What people write most into phone numbers besides digits. Removing it first is faster than a regular expression alone. */
const separators = ' ().-+/';

/** Digits that NFKC leaves as they are: Arabic, Persian, and Devanagari. */
const otherDigits = '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९';

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
