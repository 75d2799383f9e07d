// The database is away while members work: nothing is lost, and members get an apology with an error reference.
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import { startAppOn, startTestSlack } from './running-app.ts';

const { db, url } = await freshDatabase();
const proxy = await startDatabaseProxy(url);
const fake = await startTestSlack({ retryWaitsMs: [0, 200, 3_000] });
await startAppOn(fake, { DATABASE_URL: proxy.url });
const { addOrganization, answer, applied, botsIn, command, privately, share } = conversationIn(fake);
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const csv = (name: string) => `customer_id,name\n${acme},${name}\n`;
const reference = /`[2-9A-Z]{4}-[2-9A-Z]{4}`/;

afterEach(() => proxy.restore());

describe('while the database is away', () => {
  it('a command is answered privately, with a reference', async () => {
    proxy.cut();
    const apology = await command(dana, channel, '/endusers orgs');
    expect(apology).toContain('something broke on our side. Nothing was done.');
    expect(apology).toMatch(reference);
    proxy.restore();
    await expect.poll(() => command(dana, channel, '/endusers orgs')).toContain('Acme Ltd');
  });

  it('a click is answered privately, with a reference, and can be made again', async () => {
    const shared = await share(dana, channel, csv('Ana'));
    const plan = await answer(shared, /1 new/);
    proxy.cut();
    expect(await dana.click(plan, { text: /^Apply/ })).toMatchObject({ ok: true });
    expect((await privately(dana, /something broke/)).text).toMatch(reference);
    proxy.restore();
    await expect.poll(() => command(dana, channel, '/endusers orgs')).toContain('Acme Ltd');
    expect((await applied(dana, shared)).text).toContain('1 created');
  });

  it('a share is answered with an error, so that Slack retries the event', async () => {
    proxy.cut();
    const shared = await share(dana, channel, csv('Bo'));
    await fake.until(() =>
      fake.deliveries().some(({ payload, retry }) => retry && JSON.stringify(payload).includes(shared.ts)),
    );
    proxy.restore();
    await answer(shared, /1 new/);
    expect(botsIn(shared)).toHaveLength(1);
  });

  it('for longer than Slack retries, the member is told once that the file got lost, with a reference', async () => {
    proxy.cut();
    const bot = `<@${fake.app().botUserId}>`;
    await share(dana, channel, csv('Eve'), { text: `${bot} please` });
    await dana.share({ channel, files: [{ name: 'cat.png', content: 'meow' }] });
    await fake.settled();
    expect((await privately(dana, /your message was lost/)).text).toMatch(reference);
    expect(dana.ephemerals().filter(({ text }) => text.includes('was lost'))).toHaveLength(1);
  });

  it('an import in progress continues when the database is back', async () => {
    fake.faults.add({ method: 'files.info', answer: { delayMs: 500 } });
    const asked = fake.calls('files.info').length;
    const shared = await share(dana, channel, csv('Cy'));
    const states = () => db.execute(sql`select state from import where share_ts = ${shared.ts}`);
    await expect.poll(states).toEqual([{ state: 'reading' }]);
    proxy.cut();
    await fake.until(() => fake.calls('files.info').length > asked);
    proxy.restore();
    await answer(shared, /1 new/);
    expect((await applied(dana, shared)).text).toContain('1 created');
    expect(botsIn(shared)).toHaveLength(1);
  });
});
