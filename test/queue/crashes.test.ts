// A job that crashes Postgres each time ends for good; a restart of Postgres while a job runs hardly counts against it.
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { ownPostgres } from '../db/own-postgres.ts';
import { nameOfJob, queueForTests } from './queue-for-tests.ts';

const later = { timeout: 40_000 };

describe('a job whose connection broke', async () => {
  const postgres = await ownPostgres();
  await migrate(postgres.url);
  const database = openDatabase(postgres.url);
  const { db } = database;
  const queue = queueForTests(database);
  afterAll(() => database.close(0));

  it('because it crashed Postgres is dead-lettered in the end', async () => {
    await queue.add('deadly');
    await db.execute(sql`update job set orphaned = 180`);
    const deadLetters: unknown[] = [];
    let runs = 0;
    queue.start(
      async () => {
        runs++;
        await db.transaction(async (tx) => {
          const [backend] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
          process.kill(backend!.pid, 'SIGKILL');
          await tx.execute(sql`select pg_sleep(10)`);
        });
      },
      { onDeadLettered: async (job) => void deadLetters.push(nameOfJob(job)) },
    );
    await expect
      .poll(async () => {
        await queue.endPauses().catch(() => undefined);
        return deadLetters;
      }, later)
      .toEqual(['deadly']);
    // A bystander would have had 20 more runs. One crash may go by unproved: Postgres tells of it only once it is up again.
    expect(runs).toBeLessThan(5);
  }, 60_000);

  it('because Postgres was restarted goes on', async () => {
    await queue.add('bystander');
    await db.execute(sql`update job set orphaned = 190`);
    let runs = 0;
    const deadLetters: unknown[] = [];
    queue.start(
      async () => {
        runs++;
        if (runs === 1) await db.transaction((tx) => tx.execute(sql`select pg_sleep(60)`));
      },
      { onDeadLettered: async (job) => void deadLetters.push(nameOfJob(job)) },
    );
    await expect.poll(() => runs, later).toBe(1);
    await postgres.restart();
    await expect
      .poll(async () => {
        await queue.endPauses().catch(() => undefined);
        return (await queue.rows().catch(() => null))?.size;
      }, later)
      .toBe(0);
    expect(runs).toBe(2);
    expect(deadLetters).toEqual([]);
  }, 60_000);
});
