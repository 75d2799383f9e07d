// A small file in a large workspace: how many end users Postgres reads, even with outdated statistics.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createInWorkspace } from '../../src/db/in-workspace.ts';
import type { Transaction } from '../../src/db/transaction.ts';
import { planRows } from '../../src/import/plan/plan-rows.ts';
import { freshDatabase } from '../database.ts';
import { toCsv } from './csv.ts';
import { createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
const people = 20_000;

/** The number of end users that the transaction has read. */
async function rowsRead(tx: Transaction): Promise<number> {
  const [row] = await tx.execute<{ read: number }>(sql`
    select (seq_tup_read + coalesce(idx_tup_fetch, 0))::integer as read
    from pg_stat_xact_user_tables where relname = 'end_user'`);
  return row!.read;
}

test('the end users are not scanned once for each row of the file', async () => {
  const here = await createTestWorkspace(db, 'T1');
  const acme = await here.organization('Acme');
  // So recent that Postgres has no statistics about them yet.
  await db.execute(sql`
    insert into end_user (workspace_id, organization_id, name, email)
    select 'T1', ${acme}, 'P' || i, 'p' || i || '@acme.example' from generate_series(1, ${people}::integer) i`);
  const [first] = await db.execute<{ id: number }>(sql`select min(id)::integer as id from end_user`);
  const id = (i: number) => first!.id + i * 20;
  const mixed = Array.from({ length: 400 }, (_, i) => ({
    customer_id: acme,
    contact_id: i % 2 === 0 ? id(i) : '',
    title: 'CTO',
    email: i % 2 === 0 ? '' : `P${i}@acme.example`,
  }));
  const updates = mixed.filter(({ contact_id }) => contact_id !== '');
  const [ofMixed, ofUpdates] = await Promise.all(
    [mixed, updates].map(async (rows) => {
      const { rules, plan } = await here.plan(toCsv(rows));
      expect(plan).toMatchObject({ updated: 200, choiceCounts: { lookAlikes: rows.length - 200 } });
      return createInWorkspace(db)('T1', async (tx) => {
        // The counts of earlier transactions of the connection may not be reported yet.
        const before = await rowsRead(tx);
        await planRows(tx, sql.raw('looked_at'), 'temporary', rules);
        return (await rowsRead(tx)) - before;
      });
    }),
  );
  // A few scans of all end users are fine; 200 scans are not.
  for (const read of [ofMixed, ofUpdates]) expect(read).toBeLessThan(5 * people);
});
