// SQL for what makes two rows duplicate candidates: texts that are equal for people who look the same.
import { type SQL, sql } from 'drizzle-orm';

/** What people write most into phone numbers besides digits. Removing it first is faster than a regular expression alone. */
const separators = ' ().-+/';

/** A text without whitespace around it, in NFC and lower case. */
const comparable = (text: string): string => `lower(btrim(normalize(${text})))`;

export const emailKey = (row: string): SQL => sql.raw(comparable(`${row}.email`));

export const nameKey = (row: string): SQL => sql.raw(comparable(`${row}.name`));

/** The digits of a phone or mobile. */
export const phoneKey = (row: string, field: 'phone' | 'mobile'): SQL =>
  sql.raw(`regexp_replace(translate(${row}.${field}, '${separators}', ''), '[^0-9]+', '', 'g')`);

/** Whether a row has neither email nor phone: then its name alone tells who it is. */
export const hasNoContact = (row: string): SQL =>
  sql.raw(
    `coalesce(${row}.email, '') = '' and coalesce(${row}.phone, '') = '' and coalesce(${row}.mobile, '') = ''`,
  );
