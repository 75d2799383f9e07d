// Decides what happens to a job after its handler threw.
import { brokeWhileInUse, isConnectionLoss } from '../db/connection-loss.ts';
import { isSerializationFailure } from '../db/serialization-failure.ts';
import type { ClaimedJob } from './claim.ts';
import { InvalidPayloadError, LeaseLostError, RetryLaterError, RetryNotBeforeError } from './errors.ts';

/** With the pauses in between, a bit over two minutes. */
const MAX_FAILURES = 8;
const MAX_PAUSE_MS = 60_000;

/** A job that crashes its process or the database each time must not do so forever. */
const MAX_LEASE_EXPIRIES = 20;

/** Which counter a retry increases. */
export type CountsAs = 'nothing' | 'failure' | 'lease expiry';

/**
 * How a run of a job ended, as the metrics label it. `waits`: retried, without counting as a failure. `failed`: retried,
 * and counted. `given up`: dead-lettered. `handed back`: interrupted, and released.
 */
export type Outcome = 'done' | 'waits' | 'failed' | 'given up' | 'handed back';

export type NextStep =
  | { type: 'release' }
  | { type: 'retry'; inMs: number; countsAs: CountsAs }
  /** `evenUnreported`: reporting the dead letter has failed too often to retry that. */
  | { type: 'dead-letter'; evenUnreported: boolean };

/** @param signal the one with which the worker may have told the handler to stop */
export function nextStep(
  error: unknown,
  { failures, leaseExpiries }: ClaimedJob,
  signal: AbortSignal,
): NextStep {
  const broke = isConnectionLoss(error) && brokeWhileInUse(error);
  const stopping = signal.aborted && !(signal.reason instanceof LeaseLostError);
  // Comes before the lost lease, which expires as well when the database takes long to come back.
  if (broke && !stopping) return { type: 'retry', inMs: pauseAfter(leaseExpiries), countsAs: 'lease expiry' };
  if (signal.aborted || error instanceof LeaseLostError) return { type: 'release' };
  if (error instanceof RetryLaterError) return { type: 'retry', inMs: error.ms, countsAs: 'nothing' };
  if (isSerializationFailure(error)) return { type: 'retry', inMs: withJitter(200), countsAs: 'nothing' };
  if (isConnectionLoss(error)) return { type: 'retry', inMs: withJitter(1_000), countsAs: 'nothing' };
  const isLast = failures + 1 >= MAX_FAILURES || leaseExpiries >= MAX_LEASE_EXPIRIES;
  if (isLast || error instanceof InvalidPayloadError)
    return { type: 'dead-letter', evenUnreported: failures + 1 >= 2 * MAX_FAILURES };
  const minMs = error instanceof RetryNotBeforeError ? error.ms : 0;
  return { type: 'retry', inMs: Math.max(minMs, pauseAfter(failures)), countsAs: 'failure' };
}

/** About 1 s, 2 s, 4 s, …, at most a minute; randomized, so that jobs that failed together don't retry together. */
export function pauseAfter(failures: number): number {
  return withJitter(Math.min(1_000 * 2 ** failures, MAX_PAUSE_MS));
}

/** A poison job is dead-lettered without another attempt. */
export function isPoisonJob({ leaseExpiries }: ClaimedJob): boolean {
  return leaseExpiries >= MAX_LEASE_EXPIRIES;
}

function withJitter(ms: number): number {
  return Math.round(ms * (0.75 + Math.random() / 2));
}
