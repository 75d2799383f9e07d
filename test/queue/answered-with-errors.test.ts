// A database that answers the queue with errors, such as one that is read-only: a restart of the process helps nobody.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { queueForTests, soon } from './queue-for-tests.ts';

const database = await freshDatabase();
const { db } = database;
const queue = queueForTests(database);

it('a queue whose claims fail is not ready, but the database is not silent', async () => {
  await db.execute(sql`alter table job add constraint no_leases check (leased_until is null)`);
  await queue.add('waits');
  const errors: unknown[] = [];
  const worker = queue.start(async () => undefined, {
    leaseMs: 300,
    onError: (error) => errors.push(error),
  });
  await expect.poll(() => worker.ready(), soon).toBe(false);
  const before = errors.length;
  await expect.poll(() => errors.length, soon).toBeGreaterThan(before + 2);
  expect(worker.silentMs()).toBeLessThan(10_000);
  const silentMs: number[] = [];
  await expect
    .poll(
      () => silentMs.push(worker.silentMs()) && silentMs.some((ms, at) => ms < (silentMs[at - 1] ?? 0)),
      soon,
    )
    .toBe(true);
  await db.execute(sql`alter table job drop constraint no_leases`);
  await expect.poll(() => worker.ready(), soon).toBe(true);
});
