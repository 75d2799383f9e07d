// Decides how a job goes on after its handler threw.
import { brokeInUse, isConnectionLoss } from '../db/connection-loss.ts';
import { isSerializationFailure } from '../db/serialization-failure.ts';
import type { ClaimedJob } from './claim.ts';
import { InvalidPayloadError, LeaseLostError, RetryLaterError, RetryNotBeforeError } from './errors.ts';

/** With the pauses between them, a bit over two minutes. */
const MAX_FAILURES = 8;
const LONGEST_PAUSE_MS = 60_000;

/** A job that takes its process, or the database, along each time must not do so for ever. */
const MAX_ORPHANED = 20;

/** What a run that is tried again counts as, towards giving up. */
export type Counted = 'nothing' | 'failure' | 'orphan';

/**
 * How a run of a job ended: `waits` tries again and counts as no failure, `failed` tries again and does, `given up`
 * doesn't try again, `handed back` was interrupted.
 */
export type Outcome = 'done' | 'waits' | 'failed' | 'given up' | 'handed back';

export type NextStep =
  | { type: 'hand back' }
  | { type: 'retry'; inMs: number; counts: Counted }
  | { type: 'give up' /** its telling failed often enough: no more */; atAnyRate: boolean };

/** @param signal with which the worker told the handler to stop, or not */
export function nextStep(
  error: unknown,
  { failures, leaseExpiries: orphaned }: ClaimedJob,
  signal: AbortSignal,
): NextStep {
  const broke = isConnectionLoss(error) && brokeInUse(error);
  const stopping = signal.aborted && !(signal.reason instanceof LeaseLostError);
  // Before the lost lease: a database that takes long to come up again has let it run out.
  if (broke && !stopping) return { type: 'retry', inMs: pauseAfter(orphaned), counts: 'orphan' };
  if (signal.aborted || error instanceof LeaseLostError) return { type: 'hand back' };
  if (error instanceof RetryLaterError) return { type: 'retry', inMs: error.ms, counts: 'nothing' };
  if (isSerializationFailure(error)) return { type: 'retry', inMs: jittered(200), counts: 'nothing' };
  if (isConnectionLoss(error)) return { type: 'retry', inMs: jittered(1_000), counts: 'nothing' };
  if (error instanceof InvalidPayloadError || failures + 1 >= MAX_FAILURES || orphaned >= MAX_ORPHANED)
    return { type: 'give up', atAnyRate: failures + 1 >= 2 * MAX_FAILURES };
  const leastMs = error instanceof RetryNotBeforeError ? error.ms : 0;
  return { type: 'retry', inMs: Math.max(leastMs, pauseAfter(failures)), counts: 'failure' };
}

/** 1 s, 2 s, 4 s, …; never the same for two jobs that failed together. */
export function pauseAfter(failures: number): number {
  return jittered(Math.min(1_000 * 2 ** failures, LONGEST_PAUSE_MS));
}

/** Such a job is given up without another try. */
export function isPoisonous({ leaseExpiries: orphaned }: ClaimedJob): boolean {
  return orphaned >= MAX_ORPHANED;
}

function jittered(ms: number): number {
  return Math.round(ms * (0.75 + Math.random() / 2));
}
