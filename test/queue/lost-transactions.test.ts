// The transactions of a worker that was lost: they carry the job's name, and another worker ends them.

import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { isConnectionLoss } from '../../src/db/connection-loss.ts';
import { openDatabase } from '../../src/db/database.ts';
import type { LostTransaction } from '../../src/queue/lost-transactions.ts';
import { startDatabaseProxy } from '../app/database-proxy.ts';
import { freshDatabase } from '../database.ts';
import { createGate } from '../gate.ts';
import { queueForTests, soon } from './queue-for-tests.ts';

describe('the transaction of a job', async () => {
  // As an ordinary role, without any privilege on other roles' sessions.
  const { db: ofTest, url } = await freshDatabase();
  const [role] = await ofTest.execute(sql`select rolsuper from pg_roles where rolname = current_user`);
  expect(role?.rolsuper).toBe(false);
  const database = openDatabase(url);
  const { db, inWorkspace } = database;
  const queue = queueForTests(database);
  afterAll(async () => {
    await database.close(0);
  });

  const named = () =>
    db.execute(sql`select pid from pg_stat_activity
      where datname = current_database() and application_name like 'endusers job %'`);

  const done: string[] = [];

  /** A job whose handler stays in a transaction that holds its row, until the gate opens; a second run just ends. */
  async function hanging(name: string, leaseMs: number, onEnd: (outcome: unknown) => void = () => undefined) {
    await queue.add(name);
    const gate = createGate();
    let began = false;
    const worker = queue.start(
      async (job) => {
        if (began) return void done.push(job.payload.name);
        const run = inWorkspace('T1', async (tx) => {
          await job.assertLease(tx);
          began = true;
          await gate.passed;
          await tx.execute(sql`select 1`);
        });
        await run.then(
          () => onEnd('committed'),
          (error: unknown) => {
            onEnd(error);
            throw error;
          },
        );
      },
      { leaseMs },
    );
    await expect.poll(() => began, soon).toBe(true);
    return { gate, worker };
  }

  it('is named after the job and its token, and only until it ends', async () => {
    const { gate } = await hanging('named', 60_000);
    const [job] = await db.execute(sql`select id, attempts from job`);
    const names = () =>
      db.execute(
        sql`select application_name as name from pg_stat_activity
          where datname = current_database() and application_name like '% job %'`,
      );
    expect(await names()).toEqual([{ name: `endusers job ${job?.id}.${job?.attempts}` }]);
    gate.open();
    await expect.poll(named, soon).toEqual([]);
    await expect.poll(async () => (await queue.rows()).size, soon).toBe(0);
  });

  it('is ended when the lease has expired, and the job runs again although its row was locked', async () => {
    let outcome: unknown;
    const { gate } = await hanging('lost', 60_000, (reason) => {
      outcome = reason;
    });
    await queue.expireLeases();
    const lost: LostTransaction[] = [];
    queue.start(async ({ payload }) => void done.push(payload.name), {
      leaseMs: 1_000,
      onTransactionEnded: (it) => void lost.push(it),
    });
    await expect.poll(() => done, soon).toEqual(['lost']);
    expect(lost).toEqual([{ jobId: expect.any(Number), kind: 'task', workspaceId: 'T1' }]);
    gate.open();
    await expect.poll(() => outcome, soon).toBeDefined();
    expect(isConnectionLoss(outcome)).toBe(true);
  });

  it('is left alone while its worker renews the lease', async () => {
    let outcome: unknown;
    const { gate } = await hanging('held', 600, (reason) => {
      outcome = reason;
    });
    queue.start(async () => undefined, { leaseMs: 600 });
    await sleep(2_000);
    gate.open();
    await expect.poll(() => outcome, soon).toBe('committed');
  });

  it('is looked for when a worker polls, not with each job that it runs', async () => {
    const looks: string[] = [];
    const proxy = await startDatabaseProxy(url, ({ text }) => {
      if (text.startsWith('with session as')) looks.push(text);
      return 'pass';
    });
    const watched = openDatabase(proxy.url);
    const others = queueForTests(watched);
    const ran: string[] = [];
    for (let n = 0; n < 20; n++) await queue.add(`job ${n}`);
    const worker = others.start(async ({ payload }) => void ran.push(payload.name), { pollMs: 600_000 });
    await expect.poll(() => ran.length, soon).toBe(20);
    expect(looks).toHaveLength(1);
    await worker.stop(1_000);
    await watched.close(0);
  });

  it('ends by itself when its process says nothing for too long', async () => {
    const settings = () =>
      inWorkspace('T1', async (tx) => {
        const [row] = await tx.execute(sql`
          select current_setting('idle_in_transaction_session_timeout') as idle, current_user::text as role`);
        return row;
      });
    expect(await settings()).toEqual({ idle: '8s', role: 'endusers_tenant' });
    // Another worker ends that of a job sooner.
    const found: unknown[] = [];
    await queue.add('looks');
    queue.start(async () => void found.push(await settings()));
    await expect.poll(() => found, soon).toEqual([{ idle: '30s', role: 'endusers_tenant' }]);
  });
});
