import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';

describe('the embedded Postgres', async () => {
  const { db } = await freshDatabase();
  it('sorts and compares text the same on every machine', async () => {
    const rows = await db.execute(sql`select t from unnest(array['b','ä','B','a','é']) t order by t`);
    expect(rows.map((row) => row.t)).toEqual(['B', 'a', 'b', 'ä', 'é']);
    expect(await db.execute(sql`select lower('ÄÉ') as lower`)).toEqual([{ lower: 'äé' }]);
  });
});
