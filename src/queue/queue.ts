// Durable jobs in the app's own database: `enqueue` adds one in the transaction that makes it necessary, `startWorker`
// runs them. A job runs at least once, so its handler must tolerate running again.
import { performance } from 'node:perf_hooks';
import { sql } from 'drizzle-orm';
import { isConnectionLoss } from '../db/connection-loss.ts';
import type { OpenDatabase } from '../db/database.ts';
import type { Queryable } from '../db/transaction.ts';
import { type JobWeight, jobWeights } from '../model/job-kinds.ts';
import { settleWithin } from '../timeout.ts';
import { CHANNEL, concerns, notify } from './channel.ts';
import { claimJob } from './claim.ts';
import { type QueueDepth, queueDepth } from './depth.ts';
import type { AnyJob, JobDefinitions, UnparsedJob } from './job.ts';
import { endLostTransactions, type LostTransaction } from './lost-transactions.ts';
import type { Outcome } from './next-step.ts';
import { pruneDeadLetters } from './prune-dead-letters.ts';
import { countClaimable, type JobFilter, unparkForgottenJobs } from './ready-jobs.ts';
import { createRunner } from './runner.ts';
import { createWakeableSleep } from './wakeable-sleep.ts';

export type { Job } from './job.ts';

export type NewJob = {
  kind: string;
  workspaceId: string;
  /** JSON. */
  payload: object;
  /** The jobs of one workspace in one serial queue run one at a time, in the order in which they were enqueued. */
  serialQueue?: string;
  /** While a job of this workspace with the same kind and key is waiting or running, a second one is not added. */
  key?: string;
  /** Runs no earlier than this; default: at once. */
  runAt?: Date;
  /** Which slots the job takes; default: `light`. */
  weight?: JobWeight;
};

/**
 * Adds a job. The job exists once the transaction commits.
 *
 * @returns false when a job with the same key exists already
 */
export async function enqueue(
  tx: Queryable,
  { kind, workspaceId, payload, serialQueue, key, runAt, weight = 'light' }: NewJob,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    with added as (
      insert into job (workspace_id, kind, payload, lane, key, run_at, weight, waits_for)
      values (
        ${workspaceId}, ${kind}, ${JSON.stringify(payload)}::jsonb, ${serialQueue ?? null}, ${key ?? null},
        coalesce(${runAt?.toISOString() ?? null}::timestamptz, now()), ${weight}, ${runAt ? 'time' : 'worker'}
      )
      on conflict (workspace_id, kind, key) where failed_at is null and key is not null do nothing
      returning kind, weight
    )
    select ${notify} from added`);
  return rows.length > 0;
}

export type WorkerOptions<Kinds> = {
  /** Jobs of other kinds are not claimed. */
  jobs: Partial<JobDefinitions<Kinds>>;
  /** Jobs of other weights are not claimed; default: all weights. */
  weights?: readonly JobWeight[];
  /** Claims jobs of this workspace only; default: of all workspaces. */
  workspaceId?: string;
  /** Connections that the workers of a process share; default: two of its own. */
  pool?: OpenDatabase;
  /** How many jobs other workers of this process run now; default: there are no other workers. */
  runningElsewhere?(): number;
  /** How many jobs run at a time in this process. Where jobs of all workspaces are claimed, one workspace gets one less. */
  slots: number;
  /**
   * Called after the last attempt, or at once if the payload doesn't match the schema of its kind: then with an
   * UnparsedJob and an InvalidPayloadError. The row stays, with this error reference. Called again later if it throws.
   */
  onDeadLettered(job: AnyJob<Kinds> | UnparsedJob<Kinds>, error: unknown, reference: string): Promise<void>;
  /** For the log: a failure that will be retried, or (without a job) a failure of the queue itself. */
  onError(error: unknown, job?: AnyJob<Kinds> | UnparsedJob<Kinds>): void;
  /** Called at the end of each run of a job; with null if the outcome could not be stored. */
  onSettled?(kind: keyof Kinds, outcome: Outcome | null): void;
  /** Called after this worker has ended a transaction that blocked a job whose worker was lost. */
  onTransactionEnded?(lost: LostTransaction): void;
  /** How long other workers leave a job alone without a sign of life from its worker. */
  leaseMs?: number;
  /** How often to look for jobs that are due, or whose notification got lost. */
  pollMs?: number;
};

export type Worker = {
  /**
   * Claims no more jobs and waits for the running ones. After half of the time it aborts the jobs' signals, and at the
   * end it releases the jobs that are still running, so that another process can claim them at once.
   */
  stop(graceMs: number): Promise<void>;
  /** How many jobs are running. */
  running(): number;
  /** Whether the database has answered within the last seconds. */
  ready(): boolean;
  /** For how long the database has answered nothing, not even with an error, in ms. */
  silentMs(): number;
  depth(): Promise<QueueDepth>;
};

/** How long after its lease a worker counts as lost, as a share of the lease. */
const lostGrace = 0.3;
/**
 * How long after a look for lost workers the next one is due, as a share of the polling interval: every poll looks, but
 * not each of the many wakes between two polls.
 */
const lostLookPause = 0.5;
/** How often forgotten jobs are looked for and old dead letters deleted. */
const upkeepMs = 60_000;

/** Runs jobs until it is stopped. While the database is unreachable, it waits. */
export function startWorker<Kinds>(database: OpenDatabase, options: WorkerOptions<Kinds>): Worker {
  const { jobs, slots, onError, leaseMs = 5_000, pollMs = 1_000 } = options;
  // Has its own connections: leases must be renewed in time, however busy the app's connections are.
  const pool = options.pool ?? database.openPool({ max: 2, name: 'endusers queue' });
  const { db } = pool;
  const { sleep, wake } = createWakeableSleep();
  let answeredAt = performance.now();
  let heardAt = answeredAt;
  const noteAnswer = (): void => {
    answeredAt = performance.now();
    heardAt = answeredAt;
  };
  const runner = createRunner(db, {
    runningElsewhere: () => 0,
    ...options,
    leaseMs,
    onSettled(kind, outcome) {
      // The slot may be what others wait for. Where no notifications arrive, the job may have enqueued some.
      if (!isNotified || runner.running() + 1 >= slots - 1) wake();
      options.onSettled?.(kind, outcome);
    },
    onRetryIn(ms) {
      if (ms < pollMs) setTimeout(wake, ms).unref();
    },
    onRenewed: noteAnswer,
  });
  // Notifications only shorten the wait: polling finds the jobs as well, also behind a pooler that drops notifications.
  const stopListening = database.listen(CHANNEL, (payload) => {
    isNotified ||= payload !== null;
    if (payload === null || concerns(payload, own)) wake();
  });
  const own: JobFilter = {
    kinds: Object.keys(jobs),
    weights: options.weights ?? jobWeights,
    only: options.workspaceId,
  };
  let keptUpAt = Number.NEGATIVE_INFINITY;
  let lookedForLostAt = Number.NEGATIVE_INFINITY;
  let stopping = false;
  let unreachable = false;
  let mayEndTransactions = true;
  let isNotified = false;
  const looping = loop();

  return {
    running: runner.running,
    ready: () => performance.now() - answeredAt < Math.max(leaseMs, 3 * pollMs),
    silentMs: () => performance.now() - heardAt,
    depth: () => queueDepth(db),
    async stop(graceMs) {
      stopping = true;
      stopListening();
      wake();
      const lastClaim = settleWithin(looping, graceMs / 10);
      await runner.stop(graceMs, lastClaim);
      if (!options.pool) await pool.close(graceMs / 10);
    },
  };

  async function loop(): Promise<void> {
    while (!stopping) {
      try {
        await endLost();
        await fillSlots();
        await keepUp();
        unreachable = false;
      } catch (error) {
        // An error of the server, such as of one that is read-only, is an answer: a restart would not help.
        if (!isConnectionLoss(error)) heardAt = performance.now();
        // An outage is logged once, when it begins.
        if (!isConnectionLoss(error) || !unreachable) onError(error);
        unreachable = isConnectionLoss(error);
      }
      await sleep((unreachable ? Math.min(pollMs, 1_000) : pollMs) * (0.8 + 0.4 * Math.random()));
    }
  }

  /** Not the reason to stop working where a server forbids it: locks of lost workers then last longer. */
  async function endLost(): Promise<void> {
    if (!mayEndTransactions || performance.now() < lookedForLostAt + pollMs * lostLookPause) return;
    try {
      for (const lost of await endLostTransactions(db, leaseMs * lostGrace))
        options.onTransactionEnded?.(lost);
      lookedForLostAt = performance.now();
    } catch (error) {
      if (isConnectionLoss(error)) throw error;
      mayEndTransactions = false;
      onError(error);
    }
  }

  /** The last slot is for a workspace without a running job here: the slow jobs of one workspace never fill all slots. */
  function eligibleJobs(): JobFilter {
    const isLast = slots > 1 && runner.running() === slots - 1;
    if (options.workspaceId !== undefined || !isLast) return own;
    return { ...own, except: runner.workspaces() };
  }

  async function fillSlots(): Promise<void> {
    while (runner.running() < slots && !stopping) {
      const askedAt = performance.now();
      const filter = eligibleJobs();
      const job = await claimJob(db, filter, leaseMs, runner.isIdle());
      noteAnswer();
      if (!job) return runner.wantSlots(filter === own ? 0 : await countClaimable(db, own, slots));
      runner.start(job, askedAt + leaseMs);
    }
    if (!stopping) runner.wantSlots(await countClaimable(db, own, slots));
  }

  async function keepUp(): Promise<void> {
    if (performance.now() < keptUpAt + upkeepMs) return;
    keptUpAt = performance.now();
    // Those of all workers: any number of them at the same moment, since each skips what another has locked.
    await unparkForgottenJobs(db);
    await pruneDeadLetters(db);
  }
}
