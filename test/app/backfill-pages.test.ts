// The backfill of missed events when Slack returns small pages, and limits the rate.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { downtime } from './downtime.ts';
import { idleOn, startAppOn, startTestSlack } from './running-app.ts';

const { db, url } = await freshDatabase();
const pageSize = 3;
const fake = await startTestSlack({ pageSize });
const idle = idleOn(fake, db);
const { addOrganization, answer, share } = conversationIn(fake);
const dana = fake.member('dana');
const bot = fake.app().botUserId;
const channel = 'end-users';
for (let n = 0; n < pageSize; n++) fake.addChannel({ name: `desk-${n}`, members: ['dana', bot] });
const last = fake.addChannel({ name: 'desk-last', members: ['dana', bot] }).id;

const start = () => startAppOn(fake, { DATABASE_URL: url });
const first = await start();
const acme = await addOrganization(dana, 'Acme Ltd');
const csv = (name: string) => `customer_id,name\n${acme},${name}\n`;
await first.stop();
const whileDown = downtime(fake, db, start);

/** More than one page. */
function chat(where: string, threadTs?: string): void {
  for (let n = 0; n < 2 * pageSize + 1; n++)
    dana.post({ channel: where, text: `chat ${n}`, ...(threadTs === undefined ? {} : { threadTs }) });
}

it('is found behind many channels, many messages, and many replies', async () => {
  const shared: Awaited<ReturnType<typeof share>>[] = [];
  const said = dana.post({ channel, text: 'Here they come' });
  await whileDown(async () => {
    shared.push(await share(dana, channel, csv('Ana')), await share(dana, last, csv('Bo')));
    chat(channel, said.ts);
    shared.push(await share(dana, channel, csv('Cy'), { threadTs: said.ts }));
    chat(channel);
  });
  for (const one of shared) await answer(one, /1 new/);
});

it('is found when Slack limits the rate after each page, without reading any page twice', async () => {
  const { id } = fake.channel('desk-0');
  let asked = 0;
  const everySecond = ({ channel: of }: Record<string, unknown>) => of === id && ++asked % 2 === 0;
  fake.faults.add({
    method: 'conversations.history',
    times: Infinity,
    when: everySecond,
    answer: { status: 429, retryAfter: 1 },
  });
  const before = fake.calls('conversations.history').length;
  let shared = dana.post({ channel: id, text: 'And these' });
  await whileDown(async () => {
    shared = await share(dana, id, csv('Dee'));
    chat(id);
  });
  await answer(shared, /1 new/);
  await idle();
  const pages = fake
    .calls('conversations.history')
    .slice(before)
    .filter(({ args, result }) => args.channel === id && !('fault' in result))
    .map(({ args }) => args.cursor ?? '');
  expect(pages.length).toBeGreaterThan(2);
  expect(new Set(pages).size).toBe(pages.length);
});

it('is found by a job of an earlier version, whose payload has no pages', async () => {
  let shared = dana.post({ channel, text: 'The last ones' });
  await idle();
  await whileDown(async () => {
    shared = await share(dana, last, csv('Eve'));
    chat(last);
    const look = { workspaceId: fake.app().teamId, since: new Date(Date.now() - 60_000), channelId: last };
    await db.execute(sql`insert into job (workspace_id, kind, payload)
      values (${look.workspaceId}, 'catch-up', ${JSON.stringify({ ...look, threadTs: null })}::jsonb)`);
  }, '1 second');
  await answer(shared, /1 new/);
});
