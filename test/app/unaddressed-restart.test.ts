// Files that nobody addressed, over restarts, with two processes, and before there is an organization.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createInWorkspace } from '../../src/db/in-workspace.ts';
import { DownloadFailedError } from '../../src/model/download-failed-error.ts';
import { markAsFailed } from '../../src/usecases/failures/dead-letter.ts';
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

it('with over 100 organizations, the private reply says to name one in the thread', async () => {
  await db.execute(
    sql`insert into organization (workspace_id, name, created_by)
        select ${fake.app().teamId}, 'Client ' || n, 'U0DANA000' from generate_series(1, 120) n`,
  );
  const shared = await share(dana, channel, people, { name: 'many.csv' });
  await idle();
  expect(await db.execute(sql`select state, offer from import where file_name = 'many.csv'`)).toEqual([
    { state: 'ignored', offer: { kind: 'people', rows: 1 } },
  ]);
  expect(dana.ephemerals().at(-1)?.text).toContain('There are 121 organizations');
  dana.post({ channel, threadTs: shared.ts, text: 'org client 77' });
  expect((await answer(shared, /1 new/)).text).toContain('Client 77');
});

it('a text file that Slack never delivers is told privately', async () => {
  fake.faults.add({ method: 'download', times: Infinity, answer: { status: 500 } });
  const shared = await share(dana, channel, people, { name: 'people.txt' });
  const payload = await fake.until(async () => {
    const [found] = await db.execute<{ workspaceId: string; importId: number }>(
      sql`select workspace_id as "workspaceId", id::float8 as "importId" from import
          where share_ts = ${shared.ts} and state = 'reading'`,
    );
    return found;
  });
  const error = new DownloadFailedError('the download was interrupted');
  const context = { inWorkspace: createInWorkspace(db) };
  await markAsFailed(context, { kind: 'prepare-import', payload }, 'K7QF-2MXD', error);
  await fake.until(() => dana.ephemerals().find(({ text }) => text.includes('did not deliver it')));
  fake.faults.clear();
  expect(botsIn(shared)).toEqual([]);
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
