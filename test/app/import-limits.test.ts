// The operator's limits on what members have read: a file over them is refused with what to do, and leaves nothing behind.
import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { idleOn, startAppOn, startTestSlack } from './running-app.ts';

const { db, url } = await freshDatabase();
const fake = await startTestSlack();
await startAppOn(fake, { DATABASE_URL: url, MAX_ROWS: '1000', MAX_STAGING_MB: '1' });
const { addOrganization, answer, share } = conversationIn(fake);
const idle = idleOn(fake, db);
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');

/** Postgres can't compress these. */
const randomNotes = () => randomBytes(1_000).toString('hex');

const rows = (count: number, notes = () => '') =>
  `customer_id,name,notes\n${Array.from({ length: count }, (_, n) => `${acme},Person ${n},${notes()}`).join('\n')}\n`;
const tables = async () =>
  (await db.execute(sql`select tablename from pg_tables where schemaname = 'staging'`)).length;

test('a file with more rows than the limit is refused, and the member is asked to split it', async () => {
  const refused = await share(dana, 'end-users', rows(1_001));
  const { text } = await answer(refused, /can't be imported/);
  expect(text).toContain('It has more than 1,000 rows');
  expect(text).toContain('Split it into several files');
  await idle();
  expect(await tables()).toBe(0);
});

test('blank lines do not count', async () => {
  const shared = await share(dana, 'end-users', rows(1_000).replaceAll('\n', '\n\n , ,\n'));
  await dana.click(await answer(shared, /1,000 new/), { text: 'Cancel' });
  await answer(shared, /Canceled/);
});

test('a file that has no room next to the plans that wait is refused, until these are canceled', async () => {
  const first = await share(dana, 'end-users', rows(300, randomNotes));
  const plan = await answer(first, /300 new/);
  const second = await share(dana, 'end-users', rows(301, randomNotes));
  const refused = await answer(second, /takes up more room/);
  expect(refused.text).toContain('Apply or cancel plans that wait');
  await dana.click(plan, { text: 'Cancel' });
  await answer(first, /Canceled/);
  await idle();
  expect(await tables()).toBe(0);
  await answer(await share(dana, 'end-users', rows(302, randomNotes)), /302 new/);
});
