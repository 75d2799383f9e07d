// Files that nobody addressed, over restarts, with two processes, and before there is an organization.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { startAppOn, startTestApp } from './running-app.ts';

const { app, fake, db, databaseUrl, addOrganization, answer, botsIn, idle, share } = await startTestApp();
const dana = fake.member('dana');
const bot = fake.app().botUserId;
const channel = 'end-users';
const people = 'Name,Email\nAna,ana@acme.example\n';

it('before there is an organization, the private reply says how to add one, and a mention then takes the file', async () => {
  const shared = await share(dana, channel, people);
  await idle();
  expect(dana.ephemerals().at(-1)?.text).toContain('/endusers org add');
  await addOrganization(dana, 'Acme Ltd');
  dana.post({ channel, threadTs: shared.ts, text: `<@${bot}>` });
  await answer(shared, /1 new/);
});

it('a file waits over a restart, and two processes that hear the same take it once', async () => {
  const shared = await share(dana, channel, people, { name: 'waits.csv' });
  await idle();
  const message = dana.ephemerals().at(-1)!;
  expect(message.text).toContain('waits.csv looks like 1 end user');
  await app.stop();
  const first = await startAppOn(fake, { DATABASE_URL: databaseUrl });
  const second = await startAppOn(fake, { DATABASE_URL: databaseUrl });
  dana.post({ channel, threadTs: shared.ts, text: 'org Acme Ltd' });
  await fake.settled();
  const said = fake
    .deliveries()
    .findLast(({ payload }) => JSON.stringify(payload).includes('"org Acme Ltd"'))!;
  fake.connect(`http://127.0.0.1:${first.port}`);
  await db.execute(sql`delete from seen_event`);
  const repeated = fake.repeatEvent(said.payload);
  fake.connect(`http://127.0.0.1:${second.port}`);
  await Promise.all([repeated, fake.repeatEvent(said.payload)]);
  await answer(shared, /1 new/);
  await idle();
  expect(botsIn(shared)).toHaveLength(1);
});

it('with over 100 organizations, the private reply says to name one in the thread', async () => {
  await db.execute(
    sql`insert into organization (workspace_id, name, created_by)
        select ${fake.app().teamId}, 'Client ' || n, 'U0DANA000' from generate_series(1, 120) n`,
  );
  const shared = await share(dana, channel, people, { name: 'many.csv' });
  await idle();
  expect(dana.ephemerals().at(-1)?.text).toContain('There are 121 organizations');
  dana.post({ channel, threadTs: shared.ts, text: 'org client 77' });
  expect((await answer(shared, /1 new/)).text).toContain('Client 77');
});

it('a download of a text file that keeps failing is told privately', async () => {
  const known = dana.ephemerals().length;
  fake.faults.add({ method: 'download', times: Infinity, answer: { status: 404 } });
  const shared = await share(dana, channel, people, { name: 'people.txt' });
  await idle();
  fake.faults.clear();
  expect(botsIn(shared)).toEqual([]);
  expect(dana.ephemerals().slice(known)).toEqual([]);
});
