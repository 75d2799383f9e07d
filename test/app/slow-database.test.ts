// The database takes the rows of a file more slowly than Slack sends the file.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import { startAppOn, startTestSlack } from './running-app.ts';

const { url } = await freshDatabase();
const breakAfterMs = 4_000;
const proxy = await startDatabaseProxy(url, ({ text }) =>
  text.startsWith('copy "staging"') ? sleep(2 * breakAfterMs) : 'pass',
);
const fake = await startTestSlack();
await startAppOn(fake, { DATABASE_URL: proxy.url });
const { addOrganization, answer, share } = conversationIn(fake);
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');

it('a file is downloaded once, although Slack closes the connection before the database takes a row', async () => {
  let downloads = 0;
  const when = () => {
    downloads += 1;
    return true;
  };
  fake.faults.add({ method: 'download', times: Infinity, when, answer: { breakAfterMs } });
  // Far more than the buffers of both sides hold.
  const row = (at: number) => `${acme},Person ${at},${'a long note '.repeat(250)}\n`;
  const rows = Array.from({ length: 10_000 }, (_, at) => row(at));
  const shared = await share(dana, 'end-users', `customer_id,name,notes\n${rows.join('')}`);
  await answer(shared, /10,000 new/);
  expect(downloads).toBe(1);
});
