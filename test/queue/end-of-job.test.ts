// The end of a job and the wake of the next one in its serial queue are one step, wherever the connection breaks.
import { sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import { claimJob } from '../../src/queue/claim.ts';
import { deadLetterJob, finishJob } from '../../src/queue/settle.ts';
import { freshDatabase } from '../database.ts';
import { queueForTests } from './queue-for-tests.ts';

const database = await freshDatabase();
const { db } = database;
const queue = queueForTests(database);

/** Ends the connection when the second statement comes: the one that unparks a job. */
async function breakAtUnparking(): Promise<void> {
  await db.execute(sql`
    create function break_connection() returns trigger language plpgsql as $$
    begin
      if new.waits_for = 'worker' and old.waits_for = 'predecessor' then
        perform pg_terminate_backend(pg_backend_pid());
      end if;
      return new;
    end $$`);
  await db.execute(
    sql`create trigger break_connection before update on job for each row execute function break_connection()`,
  );
}

const mend = () => db.execute(sql`drop function if exists break_connection cascade`);
afterEach(mend);

const waiting = () =>
  db.execute(
    sql`select payload->>'name' as name, waits_for as "waitsFor" from job where failed_at is null order by id`,
  );

it.each([
  ['finished', (held: { id: number; token: number }) => finishJob(db, held)],
  ['dead-lettered', (held: { id: number; token: number }) => deadLetterJob(db, held, 'K7QF-2MXD')],
])('the next job runs when the connection breaks while one is %s', async (_, end) => {
  await queue.add('first', { serialQueue: 'apply' });
  await queue.add('second', { serialQueue: 'apply' });
  const held = await claimJob(db, { kinds: ['task'], weights: ['light'] }, 60_000);
  await db.execute(sql`update job set waits_for = 'predecessor' where payload->>'name' = 'second'`);
  await breakAtUnparking();
  await expect(end(held!)).rejects.toThrow();
  await mend();
  // The worker tries again, until the outcome is stored.
  await end(held!);
  expect(await waiting()).toEqual([{ name: 'second', waitsFor: 'worker' }]);
});
