// Over Socket Mode, events are acknowledged before they are processed: files that are shared while the database is away
// are not lost.
import { afterAll, afterEach, expect, it } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import { setLastHeard, withoutSocket } from './downtime.ts';
import { settingsFor, startTestSlack } from './running-app.ts';

const { db, url } = await freshDatabase();
const proxy = await startDatabaseProxy(url);
const fake = await startTestSlack();
const { SLACK_SIGNING_SECRET: _, ...settings } = settingsFor(fake);
const config = readConfig({ ...settings, SLACK_APP_TOKEN: fake.appToken, DATABASE_URL: proxy.url });
const logged: string[] = [];
const log = openLog('warn', { write: (text) => void logged.push(text) });
const app = await startApp(config, log);
afterAll(() => app.stop());
const { addOrganization, answer, botsIn, privately, share } = conversationIn(fake);
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

afterEach(() => proxy.restore());

it('a file that is shared meanwhile is read once when the database is back', async () => {
  proxy.cut();
  const shared = await share(dana, channel, `customer_id,name\n${acme},Ana\n`);
  await fake.settled();
  expect(botsIn(shared)).toEqual([]);
  proxy.restore();
  await answer(shared, /1 new/);
  expect(botsIn(shared)).toHaveLength(1);
  expect(fake.deliveries().filter(({ retry }) => retry)).toEqual([]);
});

it('a file that is shared without a socket is found, even if the database is away when the socket opens again', async () => {
  await setLastHeard(db, '10 seconds');
  const shared = await withoutSocket(fake, async () => {
    const nowhere = await share(dana, channel, `customer_id,name\n${acme},Cy\n`);
    proxy.cut();
    return nowhere;
  });
  await expect.poll(() => logged.join()).toContain('last-heard checkpoint failed, will retry');
  proxy.restore();
  await answer(shared, /1 new/);
});

it('if the app stops before the database is back, the member is told privately, with the reference in the log', async () => {
  proxy.cut();
  await share(dana, channel, `customer_id,name\n${acme},Bo\n`);
  await dana.share({ channel, files: [{ name: 'cat.png', content: 'meow' }] });
  await fake.settled();
  await app.stop();
  const { text } = await privately(dana, /your message was lost/);
  const [, reference] = /`([2-9A-Z]{4}-[2-9A-Z]{4})`/.exec(text) ?? [];
  expect(logged.filter((entry) => entry.includes('could not be recorded')).join()).toContain(reference);
  expect(dana.ephemerals().filter((message) => message.text.includes('was lost'))).toHaveLength(1);
});
