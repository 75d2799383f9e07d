// Jobs whose handlers find that they have to wait for another job.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { RetryUselessError, WaitsForJobError } from '../../src/queue/errors.ts';
import { freshDatabase } from '../database.ts';
import { createGate } from '../gate.ts';
import { queueForTests, soon, type TestJob } from './queue-for-tests.ts';

const database = await freshDatabase();
const { db } = database;
const queue = queueForTests(database);

/** A job `large` that runs until the gate opens, and others: those named `waits…` wait for it while it is there. */
async function largeAndOthers(ending: 'done' | 'dead-lettered' = 'done') {
  const gate = createGate();
  const started: string[] = [];
  const ended: string[] = [];
  const idOfLarge = async () => {
    const [row] = await db.execute<{ id: number }>(
      sql`select id::float8 as id from job where payload->>'name' = 'large' and failed_at is null`,
    );
    return row?.id;
  };
  const handle = async ({ payload: { name } }: TestJob) => {
    started.push(name);
    if (name === 'large') {
      await gate.passed;
      if (ending === 'dead-lettered') throw new RetryUselessError('as always');
    }
    const large = name.startsWith('waits') ? await idOfLarge() : undefined;
    if (large !== undefined) throw new WaitsForJobError(large);
    ended.push(name);
  };
  await queue.add('large', { serialQueue: 'large' });
  // The last slot is for another workspace.
  queue.start(handle, { slots: 3 });
  await expect.poll(() => started, soon).toEqual(['large']);
  return { gate, started, ended };
}

const parked = () =>
  db.execute(sql`select from job where behind is not null and waits_for = 'predecessor' and attempts > 0`);

it('take no slot meanwhile, let others of their serial queue go first, and run once the other has ended', async () => {
  const { gate, started, ended } = await largeAndOthers();
  for (const name of ['waits 1', 'waits 2', 'goes']) await queue.add(name, { serialQueue: 'small' });
  await expect.poll(() => ended, soon).toEqual(['goes']);
  expect(await parked()).toHaveLength(2);
  expect(started).toEqual(['large', 'waits 1', 'waits 2', 'goes']);
  gate.open();
  await expect.poll(() => ended, soon).toEqual(['goes', 'large', 'waits 1', 'waits 2']);
});

it('run also if the other is dead-lettered', async () => {
  const { gate, ended } = await largeAndOthers('dead-lettered');
  await queue.add('waits', { serialQueue: 'small' });
  await expect.poll(parked, soon).toHaveLength(1);
  gate.open();
  await expect.poll(() => ended, soon).toEqual(['waits']);
});

it('run also if an old version of the app ended the other', async () => {
  await queue.add('waits');
  await db.execute(sql`update job set waits_for = 'predecessor', behind = 0`);
  const done: string[] = [];
  queue.start(async ({ payload }) => void done.push(payload.name));
  await expect.poll(() => done, soon).toEqual(['waits']);
});

it('run at once if the other has ended by then', async () => {
  await queue.add('waits', { serialQueue: 'small' });
  let attempts = 0;
  queue.start(async () => {
    if (++attempts < 3) throw new WaitsForJobError(0);
  });
  await expect.poll(() => attempts, soon).toBe(3);
  await expect.poll(async () => (await queue.rows()).size, soon).toBe(0);
});

it('never wait for a job that ends at the same moment', async () => {
  const done = new Set<string>();
  const names = Array.from({ length: 40 }, (_, n) => `job ${n}`);
  for (const [n, name] of names.entries()) await queue.add(name, { serialQueue: `queue ${n % 8}` });
  queue.start(
    async ({ id, payload }) => {
      const [earlier] = await db.execute<{ id: number }>(
        sql`select id::float8 as id from job where id < ${id} and leased_until is not null limit 1`,
      );
      if (earlier) throw new WaitsForJobError(earlier.id);
      done.add(payload.name);
    },
    // No poll finds a job that was forgotten.
    { slots: 8, pollMs: 60_000 },
  );
  await expect.poll(() => done.size, soon).toBe(names.length);
});
