// Jobs survive restarts of the database and of the worker's process.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { ownPostgres } from '../db/own-postgres.ts';
import { nameOfJob, queueForTests } from './queue-for-tests.ts';

const JOBS = 60;
/** How long a test waits for all the jobs. */
const allJobs = { timeout: 25_000 };

describe('jobs', async () => {
  const postgres = await ownPostgres();
  await migrate(postgres.url);
  const database = openDatabase(postgres.url);
  const { db } = database;
  const queue = queueForTests(database);
  const names = Array.from({ length: JOBS }, (_, n) => `job ${n}`);
  afterAll(() => database.close(0));

  beforeEach(async () => {
    await db.execute(sql`drop table if exists done`);
    await db.execute(
      sql`create table done (name text primary key, line integer generated always as identity)`,
    );
    for (const name of names) await queue.add(name, { serialQueue: 'apply' });
  });

  const doneInOrder = async () =>
    (await db.execute(sql`select name from done order by line`).catch(() => [])).map(({ name }) => name);

  it('are all done, in order and without a failure, while Postgres restarts under them', async () => {
    const deadLetters: unknown[] = [];
    const errors: unknown[] = [];
    const workers = [1, 2].map(() =>
      queue.start(
        async (job) => {
          await db.transaction(async (tx) => {
            await job.assertLease(tx);
            await sleep(5);
            await tx.execute(
              sql`insert into done (name) values (${job.payload.name}) on conflict do nothing`,
            );
          });
        },
        {
          slots: 2,
          leaseMs: 1_000,
          onDeadLettered: async (job) => void deadLetters.push(nameOfJob(job)),
          onError: (error, job) => void (job && errors.push(error)),
        },
      ),
    );
    for (let restart = 0; restart < 3; restart++) {
      await sleep(120);
      await postgres.restart();
    }
    await expect
      .poll(async () => {
        await queue.endPauses().catch(() => undefined);
        return doneInOrder();
      }, allJobs)
      .toEqual(names);
    expect(deadLetters).toEqual([]);
    expect(errors).toEqual([]);
    await expect.poll(() => workers.every((worker) => worker.ready())).toBe(true);
    await expect.poll(() => workers[0]?.depth()).toMatchObject({ waiting: 0, running: 0, failed: 0 });
  });

  it('still wake a worker that polls only once an hour, after Postgres has restarted', async () => {
    const done: string[] = [];
    queue.start(async ({ payload }) => void done.push(payload.name), { slots: 4, pollMs: 3_600_000 });
    await expect.poll(() => done.length, allJobs).toBe(JOBS);
    await postgres.restart();
    await expect.poll(() => queue.add('after the restart').catch(() => false), allJobs).toBe(true);
    await expect.poll(() => done, allJobs).toContain('after the restart');
  });

  it('are all done, in order, while one worker process after another is killed', async () => {
    let child: ChildProcess | undefined;
    let kills = 0;
    while ((await doneInOrder()).length < JOBS) {
      child = spawn(process.execPath, [inject('programs').queueWorker, postgres.url, 'work'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout!, 'data');
      if (kills < 4) await sleep(20 + 40 * Math.random());
      else await expect.poll(doneInOrder, allJobs).toHaveLength(JOBS);
      child.kill('SIGKILL');
      kills++;
    }
    expect(await doneInOrder()).toEqual(names);
    expect(kills).toBeGreaterThan(1);
  });
});
