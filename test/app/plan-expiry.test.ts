// Plans that no one applies end by themselves, and their staging tables are dropped.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, db, answer, share, command, addOrganization, postedFile } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
await addOrganization(dana, 'Acme Ltd');

const stagedTables = async () => {
  const rows = await db.execute(sql`select tablename from pg_tables where schemaname = 'staging'`);
  return rows.map(({ tablename }) => tablename);
};

test('a plan with nothing to apply or choose ends when its problem file was posted', async () => {
  const shared = await share(dana, channel, 'customer_id,email\n1,nope\n');
  await answer(shared, /Nothing to apply/);
  await postedFile(shared, /_problems\.csv/);
  expect(await command(dana, channel, '/endusers results')).toContain('⚠️ nothing to apply, 1 left out');
  await expect.poll(stagedTables).toEqual([]);
});

test('a plan without a decision is canceled after two weeks, and its message says so', async () => {
  const shared = await share(dana, channel, 'customer_id,name\n1,Ana\n');
  const plan = await answer(shared, /1 new/);
  const [waiting] = await db.execute(sql`
    select extract(day from run_at - created_at)::integer as days from job where kind = 'expire-import'`);
  expect(waiting).toEqual({ days: 14 });
  await db.execute(sql`update job set run_at = now() where kind = 'expire-import'`);
  const ended = await answer(shared, /no one decided within 14 days/);
  expect(ended.ts).toBe(plan.ts);
  await expect.poll(stagedTables).toEqual([]);
});

test('nothing waits for the end of a plan that was applied or canceled', async () => {
  const expiring = async () => {
    const rows = await db.execute(sql`select payload->>'importId' from job where kind = 'expire-import'`);
    return rows.length;
  };
  const applied = await share(dana, channel, 'customer_id,name\n1,Bo\n');
  const canceled = await share(dana, channel, 'customer_id,name\n1,Cy\n');
  const plans = [await answer(applied, /1 new/), await answer(canceled, /1 new/)] as const;
  expect(await expiring()).toBe(2);
  await dana.click(plans[0], { actionId: 'apply-import' });
  await dana.click(plans[1], { actionId: 'cancel-import' });
  await answer(applied, /1 created/);
  await answer(canceled, /Canceled/);
  expect(await expiring()).toBe(0);
});
