// The queue with many jobs: what a claim costs doesn't grow with the jobs that can't run.

import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { claimJob } from '../../src/queue/claim.ts';
import { queueDepth } from '../../src/queue/depth.ts';
import { candidates, type JobFilter } from '../../src/queue/ready-jobs.ts';
import { freshDatabase } from '../database.ts';
import { createGate } from '../gate.ts';
import { queueForTests, soon } from './queue-for-tests.ts';

type Node = { readonly [key: string]: unknown; readonly Plans?: readonly Node[] };

const all: JobFilter = { kinds: ['task', 'other'], weights: ['light', 'heavy'] };

describe('with 100,000 jobs that wait for their time, and 20,000 behind others in their serial queues', async () => {
  const { db, ...database } = await freshDatabase();
  const queue = queueForTests({ db, ...database });

  async function fill(): Promise<void> {
    await db.execute(sql`
      insert into job (workspace_id, kind, payload, run_at)
      select 'T' || n % 20, 'task', '{"name":"later"}', now() + interval '14 days' from generate_series(1, 100000) n`);
    await db.execute(sql`
      insert into job (workspace_id, kind, payload, lane, waits_for)
      select 'T' || n % 20, 'task', '{"name":"in line"}', 'apply', 'worker' from generate_series(1, 20000) n`);
    await db.execute(sql`analyze job`);
  }

  /** The rows that a query of the queue read from the table of jobs, and the nodes of its plan. */
  async function explained(query: ReturnType<typeof sql>): Promise<{ rows: number; scans: Node[] }> {
    const [row] = await db.execute<{ 'QUERY PLAN': [{ Plan: Node }] }>(
      sql`explain (analyze, format json) ${query}`,
    );
    const nodes: Node[] = [];
    const walk = (node: Node): void => {
      nodes.push(node);
      for (const child of node.Plans ?? []) walk(child);
    };
    walk(row!['QUERY PLAN'][0].Plan);
    const scans = nodes.filter((node) => node['Relation Name'] === 'job');
    const read = ({
      'Actual Rows': actual,
      'Rows Removed by Filter': removed = 0,
      'Actual Loops': loops,
    }: Node) => (Number(actual) + Number(removed)) * Number(loops);
    return { rows: scans.reduce((sum, node) => sum + read(node), 0), scans };
  }

  it('a claim reads by index, and only jobs that can run', async () => {
    await fill();
    const filter = { ...all, kinds: ['task'] };
    // One job of each serial queue runs, and the next claims park those behind it: 400 of each queue at a time.
    for (let n = 0; n < 25; n++) await claimJob(db, filter, 60_000);
    const claim = sql`with recursive ${candidates(filter)} select * from candidate`;
    const { rows, scans } = await explained(claim);
    expect(scans.map((scan) => scan['Node Type'])).not.toContain('Seq Scan');
    expect(rows).toBeLessThan(200);
    await queue.add('now', { workspaceId: 'T3' });
    expect((await claimJob(db, filter, 60_000))?.payload).toEqual({ name: 'now' });
  });

  it('the jobs of a serial queue still run one after another, whatever was parked', async () => {
    await db.execute(sql`
      insert into job (workspace_id, kind, payload, lane, waits_for)
      select 'T1', 'task', jsonb_build_object('name', n::text), 'apply', 'worker' from generate_series(1, 200) n`);
    await db.execute(sql`
      insert into job (workspace_id, kind, payload, run_at)
      select 'T1', 'task', '{"name":"later"}', now() + interval '14 days' from generate_series(1, 1000) n`);
    const done: number[] = [];
    for (let worker = 0; worker < 3; worker++)
      queue.start(async ({ payload }) => void done.push(Number(payload.name)), { slots: 3 });
    await expect.poll(() => done.length, { timeout: 100_000 }).toBe(200);
    expect(done).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
  });

  it('the gauges count the jobs that could run, without reading the others', async () => {
    await fill();
    expect(await queueDepth(db)).toMatchObject({ waiting: 20_000, running: 0, failed: 0 });
    await claimJob(db, all, 60_000);
    expect(await queueDepth(db)).toMatchObject({ waiting: 19_999, running: 1, failed: 0 });
    const { scans } = await explained(sql`select count(*) from job
      where waits_for = 'time' and leased_until is null and failed_at is null and run_at <= now()`);
    expect(scans.map((scan) => scan['Index Name'])).toEqual(['job_delayed']);
  });
});

describe('a job that was parked behind another', async () => {
  const database = await freshDatabase();
  const { db } = database;
  const queue = queueForTests(database);

  /** What each job waits for, by name. */
  async function waiting() {
    const rows = await db.execute(
      sql`select payload->>'name' as name, waits_for as for from job order by id`,
    );
    return Object.fromEntries(rows.map((row) => [row.name, row.for]));
  }

  it('runs at once when an old version of the app ended the other', async () => {
    for (const name of ['first', 'second']) await queue.add(name, { serialQueue: 'apply' });
    await claimJob(db, all, 60_000);
    await claimJob(db, all, 60_000);
    expect(await waiting()).toEqual({ first: 'worker', second: 'predecessor' });
    await db.execute(sql`delete from job where payload->>'name' = 'first'`);
    const done: string[] = [];
    queue.start(async ({ payload }) => void done.push(payload.name));
    await expect.poll(() => done, soon).toEqual(['second']);
  });

  it('and jobs that an old version of the app added, run', async () => {
    await db.execute(sql`
      insert into job (workspace_id, kind, payload, lane)
      select 'T1', 'task', jsonb_build_object('name', n::text), 'apply' from generate_series(1, 3) n`);
    const done: string[] = [];
    queue.start(async ({ payload }) => void done.push(payload.name), { slots: 3 });
    await expect.poll(() => done, soon).toEqual(['1', '2', '3']);
  });
});

describe('a dead letter', async () => {
  const database = await freshDatabase();
  const queue = queueForTests(database);

  it('is kept for 90 days', async () => {
    for (const name of ['old', 'recent']) await queue.add(name);
    await database.db.execute(sql`
      update job set failed_at = now() - case payload->>'name' when 'old' then interval '91 days' else interval '89 days' end`);
    queue.start(async () => undefined);
    await expect.poll(async () => [...(await queue.rows()).keys()], soon).toEqual(['recent']);
  });
});

describe('heavy jobs', async () => {
  const database = await freshDatabase();
  const queue = queueForTests(database);

  it('take no slot of the light ones', async () => {
    for (let n = 0; n < 3; n++) await queue.add(`heavy ${n}`, { weight: 'heavy' });
    await queue.add('light');
    const gate = createGate();
    const started: string[] = [];
    const start = (weight: 'light' | 'heavy') =>
      queue.start(
        async ({ payload }) => {
          started.push(payload.name);
          await gate.passed;
        },
        { weights: [weight], slots: 1 },
      );
    start('heavy');
    await expect.poll(() => started, soon).toEqual(['heavy 0']);
    start('light');
    await expect.poll(() => started, soon).toEqual(['heavy 0', 'light']);
    gate.open();
    await expect.poll(() => started.length, soon).toBe(4);
  });

  it('learn that another job waits for their slot: one of them, once', async () => {
    const gate = createGate();
    const answers: boolean[] = [];
    queue.start(
      async ({ payload, yieldsSlot }) => {
        if (payload.name === 'waits') return;
        // Both ask again and again, as downloads that get nothing do.
        for (let n = 0; n < 20; n++) {
          answers.push(yieldsSlot());
          await sleep(100);
        }
        await gate.passed;
      },
      { slots: 2, pollMs: 50 },
    );
    await queue.add('a', { workspaceId: 'T1' });
    await queue.add('b', { workspaceId: 'T2' });
    const isRunning = async () => [...(await queue.rows()).values()].every(({ running }) => running);
    await expect.poll(isRunning, soon).toBe(true);
    await queue.add('waits');
    await expect.poll(() => answers.length, soon).toBe(40);
    expect(answers.filter(Boolean)).toHaveLength(1);
    gate.open();
  });
});
