// What workers are told about, so that they look for jobs when there are some for them, and not each time a job of another
// kind is added. The workers here poll so rarely that only a notification brings them a job.
import { sql } from 'drizzle-orm';
import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { CHANNEL } from '../../src/queue/channel.ts';
import { RetryLaterError } from '../../src/queue/errors.ts';
import { startDatabaseProxy } from '../app/database-proxy.ts';
import { freshDatabase } from '../database.ts';
import { named, queueForTests, soon, type TestJob } from './queue-for-tests.ts';

const database = await freshDatabase();
const queue = queueForTests(database);
const pollMs = 60_000;

let claims = 0;
const proxy = await startDatabaseProxy(database.url, ({ text }) => {
  if (text.startsWith('with due as')) claims++;
  return 'pass';
});
const watched = openDatabase(proxy.url);
afterAll(() => watched.close(0));

/** A worker that takes jobs of one kind. */
function start(kind: 'task' | 'other', options: Parameters<typeof queue.start>[1] = {}) {
  const done: string[] = [];
  const handle = async ({ payload }: TestJob) => void done.push(payload.name);
  queue.start(handle, { jobs: { [kind]: named(handle) }, pollMs, slots: 4, ...options });
  return done;
}

it('a worker does not look when jobs come that it does not take', async () => {
  const tasks = start('task');
  claims = 0;
  const others = start('other', { pool: watched });
  await queue.add('known', { kind: 'other' });
  await expect.poll(() => others, soon).toEqual(['known']);
  await expect.poll(async () => (await queue.rows()).size, soon).toBe(0);
  const before = claims;
  expect(before).toBeGreaterThan(0);
  const names = Array.from({ length: 20 }, (_, n) => `task ${n}`);
  for (const name of names) await queue.add(name, { serialQueue: 'one' });
  await expect.poll(() => tasks, soon).toEqual(names);
  // What was sent before is delivered before.
  await queue.add('last', { kind: 'other' });
  await expect.poll(() => others, soon).toEqual(['known', 'last']);
  expect(claims - before).toBeLessThan(5);
});

it('the app of an earlier version tells all workers', async () => {
  const tasks = start('task');
  await database.db.execute(sql`
    with added as (
      insert into job (workspace_id, kind, payload, waits_for) values ('T1', 'task', '{"name": "old"}', 'worker') returning id
    )
    select pg_notify(${CHANNEL}, '') from added`);
  await expect.poll(() => tasks, soon).toEqual(['old']);
});

it('whoever finds that the time of a job has come tells those who take it', async () => {
  const others = start('other');
  start('task', { pollMs: 20 });
  await queue.add('delayed', { kind: 'other', runAt: new Date(Date.now() + 200) });
  await expect.poll(() => others, soon).toEqual(['delayed']);
});

it('a job that asks to run again in a moment does not wait for the next poll', async () => {
  let runs = 0;
  queue.start(
    async () => {
      if (++runs < 3) throw new RetryLaterError(30);
    },
    { pollMs },
  );
  await queue.add('busy');
  await expect.poll(() => runs, soon).toBe(3);
});

it('the next job of a serial queue runs when the one before it has ended', async () => {
  const tasks = start('task');
  for (const name of ['first', 'second', 'third']) await queue.add(name, { serialQueue: 'one' });
  await expect.poll(() => tasks, soon).toEqual(['first', 'second', 'third']);
});
