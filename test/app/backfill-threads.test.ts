// The backfill of missed events in threads that started long before.
import { expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { downtime } from './downtime.ts';
import { idleOn, startAppOn, startTestSlack } from './running-app.ts';

const hourMs = 60 * 60_000;
let agoMs = 72 * hourMs;
const { db, url } = await freshDatabase();
const fake = await startTestSlack({ now: () => Date.now() - agoMs });
const idle = idleOn(fake, db);
const { addOrganization, answer, botsIn, exported, share } = conversationIn(fake);
const dana = fake.member('dana');
const channel = 'end-users';

const start = () => startAppOn(fake, { DATABASE_URL: url });
const first = await start();
const acme = await addOrganization(dana, 'Acme Ltd');
const csv = (name: string) => `customer_id,name\n${acme},${name}\n`;
const whileDown = downtime(fake, db, start);

const threeDaysOld = await exported(dana, channel, '/endusers export all');
const planned = await share(dana, channel, csv('Ana'));
await answer(planned, /1 new/);
await first.stop();
agoMs = 20 * hourMs;
const yesterdays = dana.post({ channel, text: 'Who has the list?' });
const unheard = await share(dana, channel, csv('Never'));
await fake.settled();
agoMs = 0;

it('is answered in the thread of an export or a plan, however old the thread is', async () => {
  const shared: Awaited<ReturnType<typeof share>>[] = [];
  await whileDown(async () => {
    for (const { ts } of [threeDaysOld.message, planned])
      shared.push(await share(dana, channel, csv('Bo'), { threadTs: ts }));
  });
  for (const one of shared) await answer(one, /1 new/);
});

it("is answered in members' own threads if they started at most a day before", async () => {
  let shared = yesterdays;
  await whileDown(async () => {
    shared = await share(dana, channel, csv('Cy'), { threadTs: yesterdays.ts });
  });
  await answer(shared, /1 new/);
  await idle();
  expect(botsIn(unheard)).toEqual([]);
});
