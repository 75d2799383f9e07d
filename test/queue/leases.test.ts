import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { LeaseLostError } from '../../src/queue/errors.ts';
import { freshDatabase } from '../database.ts';
import { createGate } from '../gate.ts';
import { nameOfJob, queueForTests, soon, type TestJob } from './queue-for-tests.ts';

describe('the lease of a job', async () => {
  const database = await freshDatabase();
  const { db } = database;
  const queue = queueForTests(database);
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  /** Starts a worker whose handler stays in each job until the gate opens. `begun` lists the jobs that it started. */
  function startHanging(gate: Promise<void>, leaseMs = 60_000) {
    const begun: TestJob[] = [];
    const worker = queue.start(
      async (job) => {
        begun.push(job);
        await gate;
      },
      { leaseMs },
    );
    return { begun, worker };
  }

  it('passes to another worker when the process that holds it is killed', async () => {
    await queue.add('orphan');
    const child = await startProcess('hang');
    const done: string[] = [];
    queue.start(async ({ payload }) => void done.push(payload.name));
    child.kill('SIGKILL');
    await expect.poll(() => done, soon).toEqual(['orphan']);
  });

  it('is renewed while the job runs, so that no other worker claims the job', async () => {
    await queue.add('long');
    const gate = createGate();
    const { begun } = startHanging(gate.passed, 300);
    await expect.poll(() => begun.length, soon).toBe(1);
    const others = startHanging(gate.passed, 300);
    await sleep(1_200);
    expect(others.begun).toEqual([]);
    expect(begun[0]?.signal.aborted).toBe(false);
    gate.open();
    await expect.poll(async () => (await queue.rows()).size, soon).toBe(0);
  });

  it('lets only its current holder change anything', async () => {
    await queue.add('contested');
    const gate = createGate();
    const slow = startHanging(gate.passed);
    await expect.poll(() => slow.begun.length, soon).toBe(1);
    await queue.expireLeases();
    const fast = startHanging(gate.passed);
    await expect.poll(() => fast.begun.length, soon).toBe(1);

    const [slowJob] = slow.begun;
    const [fastJob] = fast.begun;
    await expect(db.transaction((tx) => slowJob!.assertLease(tx))).rejects.toThrow(LeaseLostError);
    await db.transaction((tx) => fastJob!.assertLease(tx));
    gate.open();
    await expect.poll(async () => (await queue.rows()).size, soon).toBe(0);
    await expect(db.transaction((tx) => fastJob!.assertLease(tx))).rejects.toThrow(LeaseLostError);
  });

  it('does not pass to another worker while its holder is in the transaction that does the work', async () => {
    await queue.add('last moment');
    const gate = createGate();
    const slow = startHanging(gate.passed);
    await expect.poll(() => slow.begun.length, soon).toBe(1);
    const fast = startHanging(gate.passed);
    await db.transaction(async (tx) => {
      await slow.begun[0]!.assertLease(tx);
      await queue.expireLeases();
      await sleep(300); // the other worker polls fifteen times
      expect(fast.begun).toEqual([]);
    });
    await expect.poll(() => fast.begun.length, soon).toBe(1);
    gate.open();
  });

  it('can be renewed while its holder is in that transaction', async () => {
    await queue.add('long transaction');
    const gate = createGate();
    const { begun } = startHanging(gate.passed, 300);
    await expect.poll(() => begun.length, soon).toBe(1);
    await db.transaction(async (tx) => {
      await begun[0]!.assertLease(tx);
      await sleep(1_000);
    });
    expect(begun[0]?.signal.aborted).toBe(false);
    gate.open();
  });

  it('aborts the signal when another worker has taken over the job, without counting as a failure', async () => {
    await queue.add('taken');
    const aborted: unknown[] = [];
    queue.start(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            aborted.push(signal.reason);
            reject(signal.reason);
          });
        }),
      { leaseMs: 300 },
    );
    await expect.poll(async () => (await queue.rows()).get('taken')?.running, soon).toBe(true);
    await db.execute(sql`update job set attempts = attempts + 1, leased_until = now() + interval '1 hour'`);
    await expect.poll(() => aborted, soon).toEqual([expect.any(LeaseLostError)]);
    expect((await queue.rows()).get('taken')).toMatchObject({ running: true, failures: 0 });
  });

  it('does not count as a failure when the handler finds it lost', async () => {
    await queue.add('found out');
    const taken = sql`update job set attempts = attempts + 1, leased_until = now() + interval '1 hour'`;
    const onError = vi.fn();
    const found: unknown[] = [];
    queue.start(
      async (job) => {
        await db.execute(taken);
        await db
          .transaction((tx) => job.assertLease(tx))
          .catch((error: unknown) => {
            found.push(error);
            throw error;
          });
      },
      { leaseMs: 60_000, onError },
    );
    await expect.poll(() => found, soon).toEqual([expect.any(LeaseLostError)]);
    expect((await queue.rows()).get('found out')).toMatchObject({ running: true, failures: 0 });
    expect(onError).not.toHaveBeenCalled();
  });

  it('ends for good when it has expired twenty times while the job ran alone: the job is dead-lettered', async () => {
    await queue.add('deadly');
    await db.execute(sql`update job set orphaned = 190, leased_until = now(), ran_alone = true`);
    const deadLetters: unknown[] = [];
    let runs = 0;
    queue.start(async () => void runs++, {
      onDeadLettered: async (job) => void deadLetters.push(nameOfJob(job)),
    });
    await expect.poll(async () => (await queue.rows()).get('deadly')?.failed, soon).toBe(true);
    expect(deadLetters).toEqual(['deadly']);
    expect(runs).toBe(0);
  });

  it('goes on when it has expired twenty times while other jobs ran beside the job', async () => {
    await queue.add('bystander');
    await db.execute(sql`update job set orphaned = 20, leased_until = now()`);
    const done: string[] = [];
    const deadLetters: unknown[] = [];
    queue.start(async ({ payload }) => void done.push(payload.name), {
      onDeadLettered: async (job) => void deadLetters.push(nameOfJob(job)),
    });
    await expect.poll(() => done, soon).toEqual(['bystander']);
    expect(deadLetters).toEqual([]);
  });

  it('passes on only after a pause when it has expired often', async () => {
    await queue.add('suspect');
    await db.execute(sql`update job set orphaned = 40, leased_until = now(), ran_alone = true`);
    let runs = 0;
    queue.start(async () => void runs++);
    const waiting = () => db.execute(sql`select run_at > now() as waits, orphaned from job`);
    await expect.poll(waiting, soon).toEqual([{ waits: true, orphaned: 50 }]);
    expect(runs).toBe(0);
    await queue.endPauses();
    await expect.poll(() => runs, soon).toBe(1);
  });

  it('is known to be that of the only job of the process, and not of one of several', async () => {
    const alone = () => db.execute(sql`select ran_alone as alone from job order by id`);
    const gate = createGate();
    await queue.add('first');
    const begun: TestJob[] = [];
    queue.start(
      async (job) => {
        begun.push(job);
        await gate.passed;
      },
      { leaseMs: 1_500, slots: 3 },
    );
    await expect.poll(() => begun.length, soon).toBe(1);
    expect(await alone()).toEqual([{ alone: true }]);
    await queue.add('second');
    await expect.poll(() => begun.length, soon).toBe(2);
    await expect.poll(alone, soon).toEqual([{ alone: false }, { alone: false }]);
    gate.open();
    await expect.poll(async () => (await queue.rows()).size, soon).toBe(0);
  });

  it('counts little when just the connection of the job is ended', async () => {
    await queue.add('cut off');
    const deadLetters: unknown[] = [];
    let runs = 0;
    queue.start(
      async () => {
        if (++runs > 22) return;
        await db.transaction((tx) => tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`));
      },
      { onDeadLettered: async (job) => void deadLetters.push(nameOfJob(job)) },
    );
    await expect
      .poll(async () => {
        await queue.endPauses();
        return (await queue.rows()).size;
      }, soon)
      .toBe(0);
    expect(runs).toBe(23);
    expect(deadLetters).toEqual([]);
  });

  describe('when its worker stops', () => {
    it('stays until a job that is nearly done has finished', async () => {
      await queue.add('nearly done');
      const gate = createGate();
      const { begun, worker } = startHanging(gate.passed);
      await expect.poll(() => begun.length, soon).toBe(1);
      await queue.add('not claimed anymore');
      const stopped = worker.stop(20_000);
      gate.open();
      await stopped;
      expect([...(await queue.rows()).keys()]).toEqual(['not claimed anymore']);
      expect(begun[0]?.signal.aborted).toBe(false);
    });

    it('is released by a job that obeys its signal, and another worker claims the job at once', async () => {
      await queue.add('obedient');
      const leaving = queue.start(
        ({ signal }) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
        { leaseMs: 60_000 },
      );
      await expect.poll(async () => (await queue.rows()).get('obedient')?.running, soon).toBe(true);
      await leaving.stop(400);
      expect((await queue.rows()).get('obedient')).toMatchObject({
        running: false,
        failures: 0,
        leaseExpiries: 0,
      });
      const done: string[] = [];
      queue.start(async ({ payload, attempt }) => void done.push(`${payload.name} ${attempt}`));
      await expect.poll(() => done, soon).toEqual(['obedient 1']);
    });

    it('is released for a job that ignores its signal, which can change nothing afterwards', async () => {
      await queue.add('deaf');
      const gate = createGate();
      const { begun, worker } = startHanging(gate.passed);
      await expect.poll(() => begun.length, soon).toBe(1);
      await worker.stop(300);
      expect((await queue.rows()).get('deaf')).toMatchObject({ running: false, failures: 0 });
      await expect(db.transaction((tx) => begun[0]!.assertLease(tx))).rejects.toThrow(LeaseLostError);
      gate.open();
    });
  });

  async function startProcess(what: 'hang' | 'work'): Promise<ChildProcess> {
    const child = spawn(process.execPath, [inject('programs').queueWorker, database.url, what], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    await once(child.stdout, 'data');
    return child;
  }
});
