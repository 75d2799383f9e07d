// States that were used are few to look at, however many there are.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { recordUsedState } from '../../src/db/oauth-states.ts';
import { freshDatabase } from '../database.ts';

const { db } = await freshDatabase();

it('expired states are found by an index', async () => {
  await db.execute(sql`
    insert into oauth_state select 'state ' || n, now() + interval '10 minutes' * (n - 100)
    from generate_series(1, 20000) n`);
  await db.execute(sql`analyze oauth_state`);
  await db.transaction(async (tx) => {
    expect(await recordUsedState(tx, 'another', 1_000)).toBe(true);
    // Of this transaction only. Another index can't find them.
    const scans = await tx.execute(sql`
      select seq_scan::integer as n from pg_stat_xact_user_tables where relname = 'oauth_state'`);
    expect(scans).toEqual([{ n: 0 }]);
  });
  const [left] = await db.execute(
    sql`select count(*)::integer as n from oauth_state where expires_at <= now()`,
  );
  expect(left).toEqual({ n: 0 });
});
