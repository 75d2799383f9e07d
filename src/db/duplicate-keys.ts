// SQL for what makes two rows duplicate candidates: texts that are equal for people who look the same.
import { type SQL, sql } from 'drizzle-orm';

/** Everything that people write into phone numbers besides digits. Faster than a regular expression. */
const notDigits = `${Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
  .filter((char) => !/\d/.test(char))
  .join('')}\u00a0\u2010\u2011\u2012\u2013\u2014`.replaceAll("'", "''");

/** A text without whitespace around it, in NFC and lower case. */
const comparable = (text: string): string => `lower(btrim(normalize(${text})))`;

export const emailKey = (row: string): SQL => sql.raw(comparable(`${row}.email`));

export const nameKey = (row: string): SQL => sql.raw(comparable(`${row}.name`));

/** The digits of a phone or mobile. */
export const phoneKey = (row: string, field: 'phone' | 'mobile'): SQL =>
  sql.raw(`translate(${row}.${field}, '${notDigits}', '')`);

/** Whether a row has neither email nor phone: then its name alone tells who it is. */
export const hasNoContact = (row: string): SQL =>
  sql.raw(
    `coalesce(${row}.email, '') = '' and coalesce(${row}.phone, '') = '' and coalesce(${row}.mobile, '') = ''`,
  );
