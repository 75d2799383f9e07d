// Durable jobs in the app's own database: `enqueue` them in the transaction whose consequence they are, and
// `work` them off. A job runs at least once, so its handler must bear to run again.
import { performance } from 'node:perf_hooks';
import { sql } from 'drizzle-orm';
import { isConnectionLoss } from '../db/connection-loss.ts';
import type { OpenDatabase } from '../db/database.ts';
import type { Queryable } from '../db/transaction.ts';
import { settleWithin } from '../timeout.ts';
import { createWakeableSleep } from './alarm.ts';
import { CHANNEL } from './channel.ts';
import { claimJob, type Whose } from './claim.ts';
import { type QueueDepth, queueDepth } from './depth.ts';
import type { AnyJob, JobDefinitions, UnparsedJob } from './job.ts';
import type { Outcome } from './next-step.ts';
import { createRunner } from './runner.ts';

export type { Job } from './job.ts';

export type NewJob = {
  kind: string;
  workspaceId: string;
  /** JSON. */
  payload: object;
  /** Of the jobs of one workspace and lane one runs at a time, in the order in which they were enqueued. */
  serialQueue?: string;
  /** While a job of this workspace with the same kind and key waits or runs, a second is not added. */
  key?: string;
  /** Not before; default: at once. */
  runAt?: Date;
};

/**
 * Adds a job; it exists when the transaction commits.
 *
 * @returns false when there is one with its key already
 */
export async function enqueue(
  tx: Queryable,
  { kind, workspaceId, payload, serialQueue: lane, key, runAt }: NewJob,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    with added as (
      insert into job (workspace_id, kind, payload, lane, key, run_at)
      values (
        ${workspaceId}, ${kind}, ${JSON.stringify(payload)}::jsonb, ${lane ?? null}, ${key ?? null},
        coalesce(${runAt?.toISOString() ?? null}::timestamptz, now())
      )
      on conflict (workspace_id, kind, key) where failed_at is null and key is not null do nothing
      returning id
    )
    select pg_notify(${CHANNEL}, '') from added`);
  return rows.length > 0;
}

export type WorkerOptions<Kinds> = {
  /** Only the kinds named here are taken. */
  jobs: Partial<JobDefinitions<Kinds>>;
  /** Only jobs of this workspace are taken; of all when none is given. */
  workspaceId?: string;
  /** How many jobs run at a time in this process; of one workspace one less, where all are taken. */
  slots: number;
  /**
   * After the last attempt, or at once where the payload doesn't fit its kind's schema: then the job is an
   * UnparsedJob, and the error an InvalidPayloadError. The row stays, with this reference. Called again when it throws.
   */
  onDeadLettered(job: AnyJob<Kinds> | UnparsedJob<Kinds>, error: unknown, reference: string): Promise<void>;
  /** For the log: a failure that will be retried, or (without a job) one of the queue itself. */
  onError(error: unknown, job?: AnyJob<Kinds> | UnparsedJob<Kinds>): void;
  /** At the end of each run of a job; null when it could not be noted in the database. */
  onSettled?(kind: keyof Kinds, outcome: Outcome | null): void;
  /** How long a job is safe from others without a sign of life from its worker. */
  leaseMs?: number;
  /** How often to look for jobs whose time has come, or whose notice got lost. */
  pollMs?: number;
};

export type Worker = {
  /**
   * Takes nothing new and waits for what runs. After half of the time it aborts the jobs' signals, and at its
   * end it hands back what still runs, so that another process can take it at once.
   */
  stop(graceMs: number): Promise<void>;
  /** Whether the database has answered within the last seconds. */
  ready(): boolean;
  depth(): Promise<QueueDepth>;
};

/** Works jobs off until it is stopped. A database that is away for a while only makes it wait. */
export function startWorker<Kinds>(database: OpenDatabase, options: WorkerOptions<Kinds>): Worker {
  const { jobs, slots, onError, leaseMs = 5_000, pollMs = 1_000 } = options;
  // Connections of its own: a lease must be renewed in time, however busy those of the app are.
  const { db, close } = database.another({ max: 2, name: 'endusers queue' });
  const alarm = createWakeableSleep();
  let answeredAt = performance.now();
  const runner = createRunner(db, {
    ...options,
    leaseMs,
    onSettled(kind, outcome) {
      alarm.ring();
      options.onSettled?.(kind, outcome);
    },
    onRenewed() {
      answeredAt = performance.now();
    },
  });
  // A notice only shortens the wait. Behind a pooler that swallows it, looking now and then does.
  const stopListening = database.listen(CHANNEL, alarm.ring);
  let stopping = false;
  let away = false;
  const looping = loop();

  return {
    ready: () => performance.now() - answeredAt < Math.max(leaseMs, 3 * pollMs),
    depth: () => queueDepth(db),
    async stop(graceMs) {
      stopping = true;
      stopListening();
      alarm.ring();
      const claimUnderWay = settleWithin(looping, graceMs / 10);
      await runner.stop(graceMs, claimUnderWay);
      await close(graceMs / 10);
    },
  };

  async function loop(): Promise<void> {
    while (!stopping) {
      try {
        await fillSlots();
        away = false;
      } catch (error) {
        // Once at the beginning of an outage is enough for the log.
        if (!isConnectionLoss(error) || !away) onError(error);
        away = isConnectionLoss(error);
      }
      await alarm.sleep((away ? Math.min(pollMs, 1_000) : pollMs) * (0.8 + 0.4 * Math.random()));
    }
  }

  /** The last slot is for a workspace that has none here: what takes long in one of them never takes all. */
  function whose(): Whose {
    const isLast = slots > 1 && runner.running() === slots - 1;
    if (options.workspaceId !== undefined) return { only: options.workspaceId };
    return isLast ? { except: runner.workspaces() } : {};
  }

  async function fillSlots(): Promise<void> {
    while (runner.running() < slots && !stopping) {
      const asked = performance.now();
      const job = await claimJob(db, Object.keys(jobs), leaseMs, whose());
      answeredAt = performance.now();
      if (!job) return;
      runner.start(job, asked + leaseMs);
    }
  }
}
