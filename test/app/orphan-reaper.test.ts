// Orphans: imports and exports in progress without a job. The reaper marks them as failed and tells the member.
import { sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import { startAppOn, startTestApp } from './running-app.ts';

const { app, fake, db, databaseUrl, addOrganization, answer, applied, idle, share } = await startTestApp();
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');
const csv = (name: string) => `customer_id,name\n${acme},${name}\n`;

afterEach(() => fake.faults.clear());

/** Starts another process: each runs the reaper at its start. */
async function anotherProcess(): Promise<void> {
  await startAppOn(fake, { DATABASE_URL: databaseUrl });
  fake.connect(`http://127.0.0.1:${app.port}`);
}

it('an import whose dead letter could not be recorded is reported as failed, with the reference of its job', async () => {
  fake.faults.add({ method: 'download', times: Infinity, answer: { status: 500 } });
  const shared = await share(dana, dana.directMessages(), csv('Ana'));
  await answer(shared, /Reading/);
  await expect
    .poll(() =>
      db.execute(sql`
        update job set failed_at = now(), leased_until = null, reference = 'K7QF-2MXD'
        where kind = 'prepare-import' and failures > 0 and leased_until is null returning id`),
    )
    .toHaveLength(1);
  await anotherProcess();
  expect((await answer(shared, /something broke on our side/)).text).toContain('K7QF-2MXD');
  await db.execute(sql`delete from job where failed_at is not null`);
});

it('an undo without a job can be clicked again', async () => {
  const shared = await share(dana, 'end-users', csv('Bo'));
  await applied(dana, shared);
  await idle();
  await db.execute(sql`update import set state = 'undoing' where share_ts = ${shared.ts}`);
  await anotherProcess();
  const result = await answer(shared, /something broke on our side during the undo/);
  await dana.click(result, { text: 'Undo' });
  await answer(shared, /Undone/);
});

it('an export without a job is reported as failed', async () => {
  await dana.command('end-users', `/endusers export ${acme}`);
  await idle();
  await db.execute(sql`update export set state = 'requested', slack_file_id = null`);
  await anotherProcess();
  await fake.until(() => fake.messages('end-users').find(({ text }) => text.includes('No file was posted')));
});

it('imports that wait for their job or for a member are left alone', async () => {
  const shared = await share(dana, 'end-users', csv('Cy'));
  const plan = await answer(shared, /1 new/);
  fake.faults.add({ method: 'download', times: 2, answer: { status: 500 } });
  const slow = await share(dana, 'end-users', csv('Dee'));
  await anotherProcess();
  await answer(slow, /1 new/);
  expect((await applied(dana, shared)).ts).toBe(plan.ts);
});
