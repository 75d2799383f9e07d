// Runs claimed jobs: renews their leases, and settles each job by how its handler ended.
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionLoss } from '../db/connection-loss.ts';
import type { Database } from '../db/transaction.ts';
import { withTransactionName } from '../db/transaction-name.ts';
import { newErrorReference } from '../model/error-reference.ts';
import { settleWithin } from '../timeout.ts';
import type { ClaimedJob } from './claim.ts';
import { InvalidPayloadError, LeaseLostError } from './errors.ts';
import type { AnyJob, Job, JobDefinitions, UnparsedJob } from './job.ts';
import { assertLease, renewLeases } from './lease.ts';
import { endTransactionsOf, transactionNameOf } from './lost-transactions.ts';
import { isPoisonJob, nextStep, type Outcome, pauseAfter, pauseBeforeTakeover } from './next-step.ts';
import { deadLetterJob, finishJob, parkJob, releaseJob, retryJob } from './settle.ts';

type Running = {
  claimed: ClaimedJob;
  abort: AbortController;
  /** Until then no other worker can have claimed the job, by this process's own clock. */
  safeUntil: number;
  /** Whether no other job has run in this process since this one began. */
  isAlone: boolean;
  /** By `performance.now()`. */
  startedAt: number;
  settled: Promise<void>;
  /** Whether the job was told to give up its slot. */
  yields: boolean;
};

type RunnerOptions<Kinds> = {
  jobs: Partial<JobDefinitions<Kinds>>;
  leaseMs: number;
  runningElsewhere(): number;
  onDeadLettered(job: AnyJob<Kinds> | UnparsedJob<Kinds>, error: unknown, reference: string): Promise<void>;
  onError(error: unknown, job?: AnyJob<Kinds> | UnparsedJob<Kinds>): void;
  onRenewed(): void;
  /** Called when a job has been put back that may run again in so many ms. */
  onRetryIn(ms: number): void;
  onSettled(kind: keyof Kinds, outcome: Outcome | null): void;
};

export function createRunner<Kinds>(db: Database, options: RunnerOptions<Kinds>) {
  const { jobs, leaseMs, onDeadLettered, onError, onRenewed, onRetryIn, onSettled } = options;
  const running = new Set<Running>();
  let renewing = false;
  let wantedSlots = 0;
  let stopped = false;
  const renewal = setInterval(renew, leaseMs / 3);

  return {
    running: () => running.size,
    /** Whether no job runs in this process. */
    isIdle,
    /** The ids of the workspaces with a running job. */
    workspaces: () => [...new Set([...running].map(({ claimed }) => claimed.workspaceId))],
    /** @param jobs how many jobs wait for a slot here */
    wantSlots(jobs: number) {
      wantedSlots = jobs - [...running].filter(({ yields }) => yields).length;
    },
    start,
    stop,
  };

  function yieldSlot(entry: Running): boolean {
    if (wantedSlots <= 0 || entry.yields) return false;
    wantedSlots -= 1;
    entry.yields = true;
    return true;
  }

  function start(claimed: ClaimedJob, safeUntil: number): void {
    const { kind } = claimed;
    if (!isDefined(kind)) throw new Error(`a job of kind ${kind} was claimed, which has no handler here`);
    const entry: Running = {
      claimed,
      abort: new AbortController(),
      safeUntil,
      isAlone: isIdle(),
      startedAt: performance.now(),
      settled: Promise.resolve(),
      yields: false,
    };
    running.add(entry);
    noteCompany();
    entry.settled = withTransactionName(transactionNameOf(claimed), () => run(kind, entry))
      .catch((error: unknown) => {
        onError(error);
        return null;
      })
      .then((outcome) => {
        running.delete(entry);
        onSettled(kind, outcome);
      });
  }

  function isIdle(): boolean {
    return running.size + options.runningElsewhere() === 0;
  }

  function noteCompany(): void {
    if (running.size + options.runningElsewhere() > 1) for (const entry of running) entry.isAlone = false;
  }

  function isDefined(kind: PropertyKey): kind is keyof Kinds {
    return Object.hasOwn(jobs, kind);
  }

  async function run<Kind extends keyof Kinds>(kind: Kind, entry: Running): Promise<Outcome> {
    const { claimed, abort } = entry;
    const pauseMs = pauseBeforeTakeover(claimed);
    if (pauseMs > 0) {
      await untilStored(claimed, () => retryJob(db, claimed, pauseMs, 'nothing'));
      return 'waits';
    }
    const definition = jobs[kind]!; // only jobs of the defined kinds are claimed
    const { id, workspaceId, serialQueue, failures, enqueuedAt } = claimed;
    const common = { id, kind, workspaceId, serialQueue, attempt: failures + 1, enqueuedAt };
    let job: AnyJob<Kinds> | UnparsedJob<Kinds> = { ...common, rawPayload: claimed.payload };
    try {
      const parsed = definition.payload.safeParse(claimed.payload);
      if (!parsed.success) throw new InvalidPayloadError(claimed.kind, parsed.error);
      const parsedJob: Job<Kinds, Kind> = {
        ...common,
        payload: parsed.data,
        signal: abort.signal,
        yieldsSlot: () => yieldSlot(entry),
        assertLease: (tx) => assertLease(tx, claimed),
      };
      job = parsedJob;
      if (isPoisonJob(claimed))
        throw new Error('the process or the database crashed too often while this job was running');
      await definition.handle(parsedJob);
    } catch (error) {
      noteCompany();
      return proceed(job, entry, error);
    }
    await untilStored(claimed, () => finishJob(db, claimed));
    return 'done';
  }

  /** Retries, releases, parks, or dead-letters a job that threw. */
  async function proceed(
    job: AnyJob<Kinds> | UnparsedJob<Kinds>,
    { claimed, abort, isAlone, startedAt }: Running,
    error: unknown,
  ): Promise<Outcome> {
    if (isConnectionLoss(error)) await untilStored(claimed, () => endTransactionsOf(db, claimed));
    const step = nextStep(error, claimed, abort.signal, isAlone);
    if (step.type === 'release') {
      await untilStored(claimed, () => releaseJob(db, claimed));
      return 'handed back';
    }
    if (step.type === 'park') {
      await untilStored(claimed, () => parkJob(db, claimed, step.behind, step.andThen));
      return 'waits';
    }
    if (step.type === 'retry') {
      if (step.countsAs === 'failure') onError(error, job);
      const ranMs = () => performance.now() - startedAt;
      await untilStored(claimed, () => retryJob(db, claimed, step.inMs, step.countsAs, ranMs()));
      onRetryIn(step.inMs);
      return step.countsAs === 'failure' ? 'failed' : 'waits';
    }
    const reference = newErrorReference();
    try {
      await onDeadLettered(job, error, reference);
    } catch (reportError) {
      onError(reportError, job);
      if (!step.evenUnreported) {
        const countsAs = isConnectionLoss(reportError) ? 'nothing' : 'failure';
        await untilStored(claimed, () => retryJob(db, claimed, pauseAfter(claimed.failures), countsAs));
        return 'failed';
      }
    }
    await untilStored(claimed, () => deadLetterJob(db, claimed, reference));
    return 'given up';
  }

  /**
   * Repeats the statement until the database is back: the outcome must be stored, unless the lease is lost by then. What
   * the lost connection left of the previous attempt would lock the job's row.
   */
  async function untilStored(claimed: ClaimedJob, statement: () => Promise<void>): Promise<void> {
    for (let isFirst = true; ; isFirst = false) {
      try {
        if (!isFirst) await endTransactionsOf(db, claimed);
        return await statement();
      } catch (error) {
        if (stopped || !isConnectionLoss(error)) throw error;
        await sleep(250);
      }
    }
  }

  async function renew(): Promise<void> {
    for (const { abort, safeUntil } of running)
      if (performance.now() > safeUntil) abort.abort(new LeaseLostError());
    const held = [...running].filter(({ abort }) => !(abort.signal.reason instanceof LeaseLostError));
    if (renewing || held.length === 0) return;
    renewing = true;
    const askedAt = performance.now();
    try {
      const claimed = held.map((entry) => entry.claimed);
      noteCompany();
      const ranAlone = held.length === 1 && held.every(({ isAlone }) => isAlone);
      const renewed = new Set(await renewLeases(db, claimed, leaseMs, ranAlone));
      onRenewed();
      for (const entry of held) {
        if (renewed.has(entry.claimed.id)) entry.safeUntil = askedAt + leaseMs;
        else entry.abort.abort(new LeaseLostError());
      }
    } catch (error) {
      if (!isConnectionLoss(error)) onError(error);
    } finally {
      renewing = false;
    }
  }

  async function stop(graceMs: number, lastClaim: Promise<void>): Promise<void> {
    const ended = async () => {
      await lastClaim;
      await Promise.all([...running].map(({ settled }) => settled));
    };
    await settleWithin(ended(), graceMs / 2);
    for (const { abort } of running) abort.abort(new Error('the process stops'));
    await settleWithin(ended(), graceMs / 4);
    stopped = true;
    clearInterval(renewal);
    await settleWithin(Promise.all([...running].map(({ claimed }) => releaseJob(db, claimed))), graceMs / 10);
  }
}
