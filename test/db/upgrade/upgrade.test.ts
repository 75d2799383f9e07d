// A database of each earlier version keeps all of its data through the migrations.
//
// After adding a migration: add the tag of the one before it to `versions`, and a file `<tag>.sql` with data as the version
// of that time wrote it. List in `addedRows` the rows that the new migration adds to existing tables.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { countByState } from '../../../src/db/count-by-state.ts';
import { migrate } from '../../../src/db/migrate.ts';
import type { Database } from '../../../src/db/transaction.ts';
import { databaseOfVersion } from './database-of-version.ts';

const versions = ['0007_shared_outside'];

/** Rows that migrations add to the data of these versions, by table. */
const addedRows: Readonly<Record<string, object[]>> = {
  // A member was granted a role in a workspace without a row (0008_constraints).
  'public.workspace': [{ id: 'T9', business_name: null, apply: 'after approval', default_role: 'none' }],
};

type Row = Readonly<Record<string, unknown>>;

/** All rows of all tables, by table. */
async function everything(db: Database): Promise<Map<string, Row[]>> {
  const tables = await db.execute<{ table: string }>(sql`
    select format('%I.%I', n.nspname, c.relname) as table
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'staging') order by 1`);
  const contents = new Map<string, Row[]>();
  for (const { table } of tables) {
    const rows = await db.execute<{ row: Row }>(
      sql.raw(`select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text`),
    );
    contents.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return contents;
}

describe.each(versions)('a database of the version with %s', async (tag) => {
  const { db, url } = await databaseOfVersion(tag);
  const before = await everything(db);
  await migrate(url);
  const after = await everything(db);

  it('has data in every table', () => {
    expect([...before].filter(([, rows]) => rows.length === 0)).toEqual([]);
    expect(before.size).toBeGreaterThanOrEqual(13);
  });

  it('keeps every row unchanged', () => {
    for (const [table, rows] of before) {
      const kept = after.get(table) ?? [];
      for (const row of rows) expect(kept).toContainEqual(expect.objectContaining(row));
      const added = addedRows[table] ?? [];
      expect(kept).toHaveLength(rows.length + added.length);
      for (const row of added) expect(kept).toContainEqual(expect.objectContaining(row));
    }
  });

  it('has imports and exports in every state of this version', async () => {
    const { imports, exports } = await countByState(db);
    expect(Object.values(imports).every((count) => count > 0)).toBe(true);
    expect(Object.values(exports).every((count) => count > 0)).toBe(true);
  });

  it('stays the same when the app starts a second time', async () => {
    await migrate(url);
    expect(await everything(db)).toEqual(after);
  });
});
