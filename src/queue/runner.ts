// Runs the jobs that were claimed: keeps their leases, and settles each by how its handler ended.
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionLoss } from '../db/connection-loss.ts';
import type { Database, Transaction } from '../db/transaction.ts';
import { newErrorReference } from '../model/error-reference.ts';
import type { ClaimedJob } from './claim.ts';
import { LeaseLostError } from './errors.ts';
import type { AnyJob, Handlers, Job } from './job.ts';
import { assertLease, renewLeases } from './lease.ts';
import { isPoisonous, nextStep, type Outcome, pauseAfter } from './next-step.ts';
import { deadLetterJob, finishJob, releaseJob, retryJob } from './settle.ts';
import { settleWithin } from './within.ts';

type Running = {
  claimed: ClaimedJob;
  abort: AbortController;
  /** Until then nobody else can have taken it, by this process's own clock. */
  safeUntil: number;
  settled: Promise<void>;
};

type Parts<Kinds> = {
  handlers: Partial<Handlers<Kinds>>;
  leaseMs: number;
  onDeadLettered(job: AnyJob<Kinds>, error: unknown, reference: string): Promise<void>;
  onError(error: unknown, job?: AnyJob<Kinds>): void;
  onRenewed(): void;
  onSettled(kind: keyof Kinds, outcome: Outcome | null): void;
};

export function createRunner<Kinds>(db: Database, parts: Parts<Kinds>) {
  const { handlers, leaseMs, onDeadLettered: onGivenUp, onError, onRenewed, onSettled } = parts;
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
    const entry = { claimed, abort: new AbortController(), safeUntil, settled: Promise.resolve() };
    running.add(entry);
    entry.settled = run(entry)
      .catch((error: unknown) => {
        onError(error);
        return null;
      })
      .then((outcome) => {
        running.delete(entry);
        onSettled(claimed.kind as keyof Kinds, outcome);
      });
  }

  async function run({ claimed, abort }: Running): Promise<Outcome> {
    // The kind is one of those that were claimed for, and its payload what was enqueued for it.
    const job = {
      ...claimed,
      attempt: claimed.failures + 1,
      signal: abort.signal,
      holds: (tx: Transaction) => assertLease(tx, claimed),
    } as unknown as Job<Kinds, keyof Kinds>;
    try {
      if (isPoisonous(claimed))
        throw new Error('the process or the database ended too often in the middle of this job');
      await handlers[job.kind]!(job);
    } catch (error) {
      return goOn(job, claimed, error);
    }
    await surely(() => finishJob(db, claimed));
    return 'done';
  }

  async function goOn(job: Job<Kinds, keyof Kinds>, claimed: ClaimedJob, error: unknown): Promise<Outcome> {
    const step = nextStep(error, claimed, job.signal);
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
      await onGivenUp(job, error, reference);
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
    await settleWithin(graceMs / 2, ended());
    for (const { abort } of running) abort.abort(new Error('the process ends'));
    await settleWithin(graceMs / 4, ended());
    stopped = true;
    clearInterval(renewal);
    await settleWithin(graceMs / 10, Promise.all([...running].map(({ claimed }) => releaseJob(db, claimed))));
  }
}
