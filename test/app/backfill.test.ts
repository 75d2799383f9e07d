// The backfill of missed events: files that members shared while the app was away are found and answered once.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { freshDatabase } from '../database.ts';
import { closeAtEnd } from './close-at-end.ts';
import { conversationIn } from './conversation.ts';
import { downtime, setLastHeard, untilHeard, withoutSocket } from './downtime.ts';
import { idleOn, settingsFor, startAppOn, startTestSlack } from './running-app.ts';

const { db, url } = await freshDatabase();
const fake = await startTestSlack();
const idle = idleOn(fake, db);
const { addOrganization, answer, applied, botsIn, command, exported, share } = conversationIn(fake);
const dana = fake.member('dana');
const channel = 'end-users';

const start = () => startAppOn(fake, { DATABASE_URL: url });
const first = await start();
const acme = await addOrganization(dana, 'Acme Ltd');
const { message: exportThread, text: exportText } = await exported(dana, channel, '/endusers export all');
const csv = (name: string) => `customer_id,name\n${acme},${name}\n`;

await first.stop();

const whileDown = downtime(fake, db, start);

it('is answered in a channel, an older thread, a private channel, and a direct message', async () => {
  const shared: Awaited<ReturnType<typeof share>>[] = [];
  await whileDown(async () => {
    shared.push(
      await share(dana, channel, csv('Ana')),
      await share(dana, channel, `${exportText}${acme},,Bo\n`, { threadTs: exportThread.ts }),
      await share(dana, 'private-desk', csv('Cy')),
      await share(dana, dana.directMessages(), csv('Dee')),
    );
  });
  for (const one of shared) await answer(one, /1 new/);
  expect((await applied(dana, shared[0]!)).text).toContain('1 created');
});

it('is answered in the thread of a message without a file', async () => {
  const said = dana.post({ channel, text: 'Here they come' });
  let shared = said;
  await whileDown(async () => {
    shared = await share(dana, channel, csv('Eve'), { threadTs: said.ts });
  });
  await answer(shared, /1 new/);
});

it('is not answered twice; files about other things, and of members without a permission, stay unanswered', async () => {
  const app = await start();
  const answered = await share(dana, channel, csv('Fay'));
  await answer(answered, /1 new/);
  await app.stop();
  const others: Awaited<ReturnType<typeof share>>[] = [];
  fake.invite(channel, 'sam');
  await whileDown(async () => {
    others.push(
      await share(dana, channel, 'date,amount\n1,2\n', { name: 'sales.csv' }),
      await share(fake.member('sam'), channel, csv('Gil')),
    );
  });
  await idle();
  fake.kick(channel, 'sam');
  expect(botsIn(answered)).toHaveLength(1);
  for (const one of others) expect(botsIn(one)).toEqual([]);
  const sharedBySam = await db.execute(
    sql`select * from import where requested_by = ${fake.member('sam').id}`,
  );
  expect(sharedBySam).toEqual([]);
});

it('is not looked for after a moment of downtime, because Slack retries those events', async () => {
  const asked = fake.calls('users.conversations').length;
  await whileDown(async () => undefined, '20 seconds');
  await idle();
  expect(fake.calls('users.conversations')).toHaveLength(asked);
  await whileDown(async () => undefined, '2 minutes');
  await idle();
  expect(fake.calls('users.conversations')).toHaveLength(asked + 1);
});

/** Starts an app that runs, and did not hear from Slack for this long. Resolves with its address. */
async function unreached(ago: string): Promise<string> {
  // A retry from the previous test goes to that test's app.
  const before = await start();
  await idle();
  await before.stop();
  await fake.settled();
  await setLastHeard(db, '30 seconds');
  const { port } = await start();
  await untilHeard(db);
  await idle();
  await setLastHeard(db, ago);
  return `http://127.0.0.1:${port}`;
}

it('is found over HTTP when Slack reaches the app again after a long time', async () => {
  const app = await unreached('1 hour');
  fake.connect(undefined);
  const shared = await share(dana, channel, csv('Gus'));
  await fake.settled();
  fake.connect(app);
  await command(dana, channel, '/endusers help');
  await answer(shared, /1 new/);
});

it('is not looked for over HTTP while Slack still retries its events', async () => {
  await unreached('4 minutes');
  const asked = fake.calls('users.conversations').length;
  await command(dana, channel, '/endusers help');
  await untilHeard(db);
  await idle();
  expect(fake.calls('users.conversations')).toHaveLength(asked);
});

it('is found over Socket Mode after any time without a socket, however short', async () => {
  const { SLACK_SIGNING_SECRET: _, ...settings } = settingsFor(fake);
  const config = readConfig({ ...settings, SLACK_APP_TOKEN: fake.appToken, DATABASE_URL: url });
  const looked = fake.calls('users.conversations').length;
  const app = await startApp(config, openLog('silent'));
  closeAtEnd(() => app.stop());
  // The backfill at the start has ended by then: it would find the file, too.
  await fake.until(() => fake.calls('users.conversations').length > looked);
  await idle();
  const shared = await withoutSocket(fake, () => share(dana, channel, csv('Hal')));
  await answer(shared, /1 new/);
});
