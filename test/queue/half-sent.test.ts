// A connection falls silent when Postgres has received half of a statement: its text, and not its parameters. Postgres then
// waits for the other half for as long as the network lets it, with all locks.
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { startDatabaseProxy } from '../app/database-proxy.ts';
import { freshDatabase } from '../database.ts';
import { queueForTests } from './queue-for-tests.ts';

/** Until the silence is noticed: five seconds, until the transaction is lost: eight, and a lot of room. */
const inTime = { timeout: 30_000 };

describe('a transaction of which half of a statement has arrived', async () => {
  const direct = await freshDatabase();
  let silentAt: RegExp | null = null;
  const proxy = await startDatabaseProxy(
    direct.url,
    () => 'pass',
    (text) => {
      if (!silentAt?.test(text)) return false;
      silentAt = null;
      return true;
    },
  );
  const database = openDatabase(proxy.url);
  const queue = queueForTests(database);
  afterAll(() => database.close(0));
  const halfSent = () =>
    direct.db.execute(sql`
      select query from pg_stat_activity
      where datname = current_database() and state = 'active' and wait_event = 'ClientRead'`);

  it.each([/^delete from job/, /^with next as/])(
    'while a job ends, at %s, keeps neither the job nor the next one of its serial queue',
    async (half) => {
      const done: string[] = [];
      for (const name of ['first', 'second']) await queue.add(name, { serialQueue: 'apply' });
      queue.start(async ({ payload }) => {
        if (payload.name === 'first') silentAt = half;
        done.push(payload.name);
      });
      await expect.poll(() => done, inTime).toEqual(['first', 'second']);
      expect(silentAt).toBeNull();
      await expect.poll(async () => (await queue.rows()).size, inTime).toBe(0);
      await expect.poll(halfSent, inTime).toEqual([]);
    },
    60_000,
  );

  it('and which belongs to no job, is ended by a worker when the other half does not come', async () => {
    const others = queueForTests(direct);
    others.start(async () => undefined);
    const cutOff = database.inWorkspace('T1', async (tx) => {
      silentAt = /^select 'half'/;
      await tx.execute(sql`select 'half', ${1}::integer`);
    });
    const failed = expect(cutOff).rejects.toThrow();
    await expect.poll(halfSent, inTime).not.toEqual([]);
    await failed;
    await expect.poll(halfSent, inTime).toEqual([]);
  }, 60_000);
});
