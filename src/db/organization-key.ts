// SQL for the keys by which names of organizations are compared.
import { type SQL, sql } from 'drizzle-orm';

/** Whatever the case, the spaces, and the Unicode form. Postgres' `normalize` needs UTF-8, which the app requires. */
export const organizationKey = (name: SQL): SQL =>
  sql`lower(regexp_replace(normalize(${name}, nfkc), '\\s+', '', 'g'))`;

/** Legal forms at the end of a name, without punctuation: `S.A.` is `s a`. */
const legalForms = [
  'ltd|limited|llc|l l c|llp|l l p|lp|l p|plc|p l c|inc|incorporated|corp|corporation|co|company|pty|pte',
  'gmbh|mbh|ag|a g|kg|k g|ug|ohg|o h g|gbr|se|eg|e v|ev|kgaa|and|und|u',
  'sa|s a|sas|s a s|sarl|s a r l|sàrl|s à r l|sprl|srl|s r l|spa|s p a|sl|s l|slu|s l u|sp z o o|sp zoo|spolka z o o',
  'bv|b v|nv|n v|ab|a b|as|a s|aps|oy|oyj|kft|zrt|doo|d o o|sro|s r o|ltda|lda|eurl',
].join('|');

/** No class of characters: what those match depends on the locale of the database. */
const punctuation = '[\\s!-/:-@[-`{-~·•–—‐‑’‘“”„«»…´®™©]+';

/** Also whatever the punctuation and the legal form: two names with the same key may mean one organization. */
export const nearOrganizationKey = (name: SQL): SQL => {
  const words = sql`btrim(regexp_replace(lower(normalize(${name}, nfkc)), ${punctuation}::text, ' ', 'g'))`;
  return sql`replace(regexp_replace(${words}, ${`( (${legalForms}))+$`}::text, ''), ' ', '')`;
};
