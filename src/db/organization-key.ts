// SQL for the key by which names of organizations are compared: whatever the case, the spaces, and the Unicode form.
import { type SQL, sql } from 'drizzle-orm';

/** Postgres' `normalize` needs UTF-8, which the app requires. */
export const organizationKey = (name: SQL): SQL =>
  sql`lower(regexp_replace(normalize(${name}, nfkc), '\\s+', '', 'g'))`;
