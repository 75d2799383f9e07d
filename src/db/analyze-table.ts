// Postgres' figures of the tables that large imports fill, by which it chooses its ways through them.
import { sql } from 'drizzle-orm';
import type { Database } from './transaction.ts';

/** Fewer change no way. */
const manyRows = 1_000;

/** To be called when so many rows were written. */
export type RefreshFigures = (rows: number) => Promise<void>;

/**
 * Postgres itself does it within some minutes. A file that is shared right after a large import would until then be
 * planned as if the workspace were still empty, and read all of it for each of its rows.
 */
export function createAnalyzer(db: Database): RefreshFigures {
  return async (rows) => {
    // Whoever is at it already does it for us, too.
    if (rows > manyRows) await db.execute(sql`analyze (skip_locked) end_user, change, import_ref`);
  };
}
