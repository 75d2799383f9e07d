// Starts workers on the database of a test file, fills their queue, and ends pauses and leases early.
import { sql } from 'drizzle-orm';
import { afterEach, beforeAll } from 'vitest';
import { z } from 'zod';
import type { OpenDatabase } from '../../src/db/database.ts';
import type { AnyJob, UnparsedJob } from '../../src/queue/job.ts';
import { enqueue, type NewJob, startWorker, type Worker, type WorkerOptions } from '../../src/queue/queue.ts';

/** Each test's handler decides what these jobs do. */
export type Kinds = { task: { name: string }; other: { name: string } };
export type TestJob = AnyJob<Kinds>;
export type Handler = (job: TestJob) => Promise<void>;

/** The definition of a kind of job whose payload is a name. */
export const named = (handle: Handler) => ({ payload: z.object({ name: z.string() }), handle });

/** The name of a job; undefined if its payload was not parsed. */
export const nameOfJob = (job: TestJob | UnparsedJob<Kinds>): unknown =>
  'payload' in job ? job.payload.name : undefined;

type TestNewJob = Omit<NewJob, 'kind' | 'workspaceId' | 'payload'> & {
  workspaceId?: string;
  kind?: keyof Kinds;
};

/** Stops the workers and empties the queue after each test. Jobs of any kind are accepted: the queue itself knows none. */
export function queueForTests(database: OpenDatabase) {
  const { db } = database;
  const working: Worker[] = [];
  beforeAll(async () => {
    await db.execute(sql`alter table job drop constraint if exists job_kind_check`);
  });
  afterEach(async () => {
    await Promise.all(working.splice(0).map((worker) => worker.stop(200)));
    await db.execute(sql`truncate job`);
  });

  return {
    /** @returns whether it was added */
    add(name: string, { workspaceId = 'T1', kind = 'task', ...rest }: TestNewJob = {}): Promise<boolean> {
      return db.transaction((tx) => enqueue(tx, { kind, workspaceId, payload: { name }, ...rest }));
    },

    /** A worker that does all kinds of jobs with one handler. */
    start(handler: Handler, options: Partial<WorkerOptions<Kinds>> = {}): Worker {
      const worker = startWorker<Kinds>(database, {
        jobs: { task: named(handler), other: named(handler) },
        slots: 1,
        onDeadLettered: async () => undefined,
        onError: () => undefined,
        pollMs: 20,
        ...options,
      });
      working.push(worker);
      return worker;
    },

    /** The rows of the queue, by name. */
    async rows() {
      const rows = await db.execute(sql`
        select payload->>'name' as name, failures, orphaned as "leaseExpiries", reference,
          leased_until is not null as running, failed_at is not null as failed
        from job order by id`);
      return new Map(rows.map((row) => [row.name, row]));
    },

    /** Ends every pause before a retry. */
    async endPauses(): Promise<void> {
      await db.execute(sql`update job set run_at = now() where run_at > now()`);
    },

    /** Makes every lease expire, as if its worker were dead. */
    async expireLeases(): Promise<void> {
      await db.execute(
        sql`update job set leased_until = now() - interval '1 ms' where leased_until is not null`,
      );
    },
  };
}

/** How long a test waits for something that normally takes no time. */
export const soon = { timeout: 15_000 };
