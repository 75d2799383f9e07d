// After a large import, the app analyzes the tables, so that Postgres plans the next queries with current statistics.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, db, addOrganization, answer, applied, idle, share } = await startTestApp();
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');

/** How often the app has analyzed each of the tables. */
async function looks(): Promise<number[]> {
  // The counts of other connections arrive within a second of their end.
  await db.execute(sql`select pg_stat_clear_snapshot()`);
  const rows = await db.execute<{ n: number }>(sql`
    select analyze_count::integer as n from pg_stat_user_tables
    where relname in ('end_user', 'former_end_user', 'change', 'import_ref') order by relname`);
  return rows.map(({ n }) => n);
}

it('tables are analyzed after a large import and its undo, and not after a small import', async () => {
  await applied(dana, await share(dana, 'end-users', `customer_id,name\n${acme},Ana\n`));
  await idle();
  const rows = Array.from({ length: 1_100 }, (_, i) => `${acme},P${i}`);
  const shared = await share(dana, 'end-users', `customer_id,name\n${rows.join('\n')}\n`);
  const result = await applied(dana, shared);
  await expect.poll(looks).toEqual([1, 1, 1, 1]);
  await dana.click(result, { text: 'Undo' });
  await answer(shared, /Undone/);
  await expect.poll(looks).toEqual([2, 2, 2, 2]);
});
