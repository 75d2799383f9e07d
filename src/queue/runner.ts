// Runs the jobs that were claimed: keeps their leases, and settles each by how its handler ended.
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionLoss } from '../db/connection-loss.ts';
import type { Database } from '../db/transaction.ts';
import { newErrorReference } from '../model/error-reference.ts';
import { settleWithin } from '../timeout.ts';
import type { ClaimedJob } from './claim.ts';
import { InvalidPayloadError, LeaseLostError } from './errors.ts';
import type { AnyJob, Job, JobDefinitions, UnparsedJob } from './job.ts';
import { assertLease, renewLeases } from './lease.ts';
import { isPoisonous, nextStep, type Outcome, pauseAfter } from './next-step.ts';
import { deadLetterJob, finishJob, releaseJob, retryJob } from './settle.ts';

type Running = {
  claimed: ClaimedJob;
  abort: AbortController;
  /** Until then nobody else can have taken it, by this process's own clock. */
  safeUntil: number;
  settled: Promise<void>;
};

type RunnerOptions<Kinds> = {
  jobs: Partial<JobDefinitions<Kinds>>;
  leaseMs: number;
  onDeadLettered(job: AnyJob<Kinds> | UnparsedJob<Kinds>, error: unknown, reference: string): Promise<void>;
  onError(error: unknown, job?: AnyJob<Kinds> | UnparsedJob<Kinds>): void;
  onRenewed(): void;
  onSettled(kind: keyof Kinds, outcome: Outcome | null): void;
};

export function createRunner<Kinds>(db: Database, options: RunnerOptions<Kinds>) {
  const { jobs, leaseMs, onDeadLettered, onError, onRenewed, onSettled } = options;
  const running = new Set<Running>();
  let renewing = false;
  let stopped = false;
  const renewal = setInterval(renew, leaseMs / 3);

  return {
    running: () => running.size,
    /** Those whose jobs run. */
    workspaces: () => [...new Set([...running].map(({ claimed }) => claimed.workspaceId))],
    start,
    stop,
  };

  function start(claimed: ClaimedJob, safeUntil: number): void {
    const { kind } = claimed;
    if (!isDefined(kind)) throw new Error(`a job of the kind ${kind} was claimed, which has no handler here`);
    const entry = { claimed, abort: new AbortController(), safeUntil, settled: Promise.resolve() };
    running.add(entry);
    entry.settled = run(kind, entry)
      .catch((error: unknown) => {
        onError(error);
        return null;
      })
      .then((outcome) => {
        running.delete(entry);
        onSettled(kind, outcome);
      });
  }

  function isDefined(kind: PropertyKey): kind is keyof Kinds {
    return Object.hasOwn(jobs, kind);
  }

  async function run<Kind extends keyof Kinds>(kind: Kind, { claimed, abort }: Running): Promise<Outcome> {
    const definition = jobs[kind]!; // only jobs of the defined kinds are claimed
    const { id, workspaceId, failures, enqueuedAt } = claimed;
    const taken = { id, kind, workspaceId, attempt: failures + 1, enqueuedAt };
    let job: AnyJob<Kinds> | UnparsedJob<Kinds> = { ...taken, rawPayload: claimed.payload };
    try {
      const parsed = definition.payload.safeParse(claimed.payload);
      if (!parsed.success) throw new InvalidPayloadError(claimed.kind, parsed.error);
      const parsedJob: Job<Kinds, Kind> = {
        ...taken,
        payload: parsed.data,
        signal: abort.signal,
        assertLease: (tx) => assertLease(tx, claimed),
      };
      job = parsedJob;
      if (isPoisonous(claimed))
        throw new Error('the process or the database ended too often in the middle of this job');
      await definition.handle(parsedJob);
    } catch (error) {
      return proceed(job, claimed, error, abort.signal);
    }
    await surely(() => finishJob(db, claimed));
    return 'done';
  }

  /** What happens to a job that did not end well. */
  async function proceed(
    job: AnyJob<Kinds> | UnparsedJob<Kinds>,
    claimed: ClaimedJob,
    error: unknown,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const step = nextStep(error, claimed, signal);
    if (step.type === 'hand back') {
      await surely(() => releaseJob(db, claimed));
      return 'handed back';
    }
    if (step.type === 'retry') {
      if (step.counts === 'failure') onError(error, job);
      await surely(() => retryJob(db, claimed, step.inMs, step.counts));
      return step.counts === 'failure' ? 'failed' : 'waits';
    }
    const reference = newErrorReference();
    try {
      await onDeadLettered(job, error, reference);
    } catch (untold) {
      onError(untold, job);
      const again = pauseAfter(claimed.failures);
      if (!step.atAnyRate) {
        await surely(() => retryJob(db, claimed, again, isConnectionLoss(untold) ? 'nothing' : 'failure'));
        return 'failed';
      }
    }
    await surely(() => deadLetterJob(db, claimed, reference));
    return 'given up';
  }

  /** The outcome must get into the database, whenever it is back. Others have long taken over by then, or not. */
  async function surely(statement: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
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
    const asked = performance.now();
    try {
      const ours = new Set(
        await renewLeases(
          db,
          held.map(({ claimed }) => claimed),
          leaseMs,
        ),
      );
      onRenewed();
      for (const entry of held) {
        if (ours.has(entry.claimed.id)) entry.safeUntil = asked + leaseMs;
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
    for (const { abort } of running) abort.abort(new Error('the process ends'));
    await settleWithin(ended(), graceMs / 4);
    stopped = true;
    clearInterval(renewal);
    await settleWithin(Promise.all([...running].map(({ claimed }) => releaseJob(db, claimed))), graceMs / 10);
  }
}
