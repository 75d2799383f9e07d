// Decides what happens to a job after its handler threw.
import { brokeWhileInUse, isConnectionLoss } from '../db/connection-loss.ts';
import { isSerializationFailure } from '../db/serialization-failure.ts';
import type { ClaimedJob } from './claim.ts';
import {
  InvalidPayloadError,
  LeaseLostError,
  RetryLaterError,
  RetryNotBeforeError,
  RetryUselessError,
  WaitsForJobError,
  type WhenParked,
} from './errors.ts';
import { expiryWeight } from './expiry-weight.ts';

/** With the pauses in between, a bit over two minutes. */
const MAX_FAILURES = 8;
const MAX_PAUSE_MS = 60_000;

/** A job that crashes its process or the database each time must not do so forever: 20 times alone, 200 in company. */
const MAX_LEASE_EXPIRIES = 200;

/** A job whose lease expired goes on at once, until this much was counted. */
const FREE_LEASE_EXPIRIES = 3 * expiryWeight.alone;

/** Which counter a retry increases. */
export type CountsAs = 'nothing' | 'failure' | 'lease expiry' | 'lease expiry alone';

/**
 * How a run of a job ended, as the metrics label it. `waits`: retried, without counting as a failure. `failed`: retried,
 * and counted. `given up`: dead-lettered. `handed back`: interrupted, and released.
 */
export type Outcome = 'done' | 'waits' | 'failed' | 'given up' | 'handed back';

export type NextStep =
  | { type: 'release' }
  /** `behind`: the id of the job that has to end first. */
  | { type: 'park'; behind: number; andThen: WhenParked | undefined }
  | { type: 'retry'; inMs: number; countsAs: CountsAs }
  /** `evenUnreported`: reporting the dead letter has failed too often to retry that. */
  | { type: 'dead-letter'; evenUnreported: boolean };

/**
 * @param signal the one with which the worker may have told the handler to stop
 * @param ranAlone whether no other job ran in this process meanwhile
 */
export function nextStep(
  error: unknown,
  { failures, leaseExpiries }: Pick<ClaimedJob, 'failures' | 'leaseExpiries'>,
  signal: AbortSignal,
  ranAlone: boolean,
): NextStep {
  const broke = isConnectionLoss(error) && brokeWhileInUse(error);
  const stopping = signal.aborted && !(signal.reason instanceof LeaseLostError);
  // Comes before the lost lease, which expires as well when the database takes long to come back.
  if (broke && !stopping) {
    const countsAs = ranAlone ? 'lease expiry alone' : 'lease expiry';
    return { type: 'retry', inMs: pauseAfterExpiry(leaseExpiries), countsAs };
  }
  if (signal.aborted || error instanceof LeaseLostError) return { type: 'release' };
  if (error instanceof WaitsForJobError)
    return { type: 'park', behind: error.jobId, andThen: error.whenParked };
  if (error instanceof RetryLaterError) return { type: 'retry', inMs: error.ms, countsAs: 'nothing' };
  if (isSerializationFailure(error)) return { type: 'retry', inMs: withJitter(200), countsAs: 'nothing' };
  if (isConnectionLoss(error)) return { type: 'retry', inMs: withJitter(1_000), countsAs: 'nothing' };
  const isLast = failures + 1 >= MAX_FAILURES || leaseExpiries >= MAX_LEASE_EXPIRIES;
  if (isLast || error instanceof InvalidPayloadError || error instanceof RetryUselessError)
    return { type: 'dead-letter', evenUnreported: failures + 1 >= 2 * MAX_FAILURES };
  const minMs = error instanceof RetryNotBeforeError ? error.ms : 0;
  return { type: 'retry', inMs: Math.max(minMs, pauseAfter(failures)), countsAs: 'failure' };
}

/** About 1 s, 2 s, 4 s, …, at most a minute; randomized, so that jobs that failed together don't retry together. */
export function pauseAfter(failures: number): number {
  return withJitter(Math.min(1_000 * 2 ** failures, MAX_PAUSE_MS));
}

const pauseAfterExpiry = (leaseExpiries: number): number =>
  pauseAfter(Math.floor(leaseExpiries / expiryWeight.alone));

/** How long a job is left alone whose lease expired, in ms: each run of a job that kills its process hits other jobs. */
export function pauseBeforeTakeover({ leaseExpired, leaseExpiries }: ClaimedJob): number {
  if (!leaseExpired || leaseExpiries <= FREE_LEASE_EXPIRIES || isPoisonJob({ leaseExpiries })) return 0;
  return pauseAfterExpiry(leaseExpiries - FREE_LEASE_EXPIRIES);
}

/** A poison job is dead-lettered without another attempt. */
export function isPoisonJob({ leaseExpiries }: Pick<ClaimedJob, 'leaseExpiries'>): boolean {
  return leaseExpiries >= MAX_LEASE_EXPIRIES;
}

function withJitter(ms: number): number {
  return Math.round(ms * (0.75 + Math.random() / 2));
}
