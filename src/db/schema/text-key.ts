// SQL by which texts that people write are compared, such as emails and names: columns are computed by it.
import { type SQL, sql } from 'drizzle-orm';

const whitespace = String.raw`[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+`;

/**
 * A text without whitespace around it, with one space for each run of whitespace, in NFC and lower case. Nearly all texts
 * are ASCII words with single spaces, for which one look is enough.
 */
export const comparable = (
  text: string,
): string => `case when ${text} ~ '^[!-~]+( [!-~]+)*$' then lower(${text})
  else lower(btrim(regexp_replace(normalize(${text}), '${whitespace}', ' ', 'g'))) end`;

/**
 * A text as a number, by which two are compared: 64 bits of a hash, since numbers take half the time and fit into an index that
 * Postgres uses behind row-level security. Null for an empty text.
 *
 * @param text SQL for one
 */
export const keyOf = (text: string): SQL => sql.raw(`hashtextextended(nullif(${comparable(text)}, ''), 0)`);
