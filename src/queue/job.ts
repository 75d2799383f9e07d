// The types of a job: the definition of a kind, and a job as its handler receives it.
import type { Transaction } from '../db/transaction.ts';

/**
 * A job that a worker has taken.
 *
 * @typeParam Kinds the kinds of jobs by name, and the payload of each: JSON, best only keys
 */
export type Job<Kinds, Kind extends keyof Kinds> = {
  readonly id: number;
  readonly kind: Kind;
  readonly workspaceId: string;
  readonly payload: Kinds[Kind];
  readonly serialQueue: string | null;
  /** 1 for the first attempt, and one more after each failure. */
  readonly attempt: number;
  readonly enqueuedAt: Date;
  /** Aborted when the lease is lost (the reason is a LeaseLostError) and when the process stops. */
  readonly signal: AbortSignal;
  /**
   * Whether another job waits for this job's slot. A handler that makes no progress asks this, and if so, gives the slot
   * up: it throws a SlotYieldedError at once. Each waiting job is answered with `true` once.
   */
  yieldsSlot(): boolean;
  /**
   * Proves that this worker still holds the job's lease, and keeps every other worker from taking the job until
   * the transaction ends. Call it in each transaction that changes something; a transaction that waits for a
   * member or for the network blocks the job for as long.
   *
   * @throws LeaseLostError, which the handler passes on
   */
  assertLease(tx: Transaction): Promise<void>;
};

export type AnyJob<Kinds> = { [Kind in keyof Kinds]: Job<Kinds, Kind> }[keyof Kinds];

/**
 * A job without a payload that the schema of its kind accepted: another version of the app wrote it, or someone did by
 * hand. No handler receives it. `'rawPayload' in job` distinguishes it from a `Job`.
 */
export type UnparsedJob<Kinds> = Pick<
  Job<Kinds, keyof Kinds>,
  'id' | 'kind' | 'workspaceId' | 'serialQueue' | 'attempt' | 'enqueuedAt'
> & {
  /** As stored. May contain anything, so keep it out of the log. */
  readonly rawPayload: unknown;
};

/** The part of a zod schema that the queue uses. */
export type PayloadSchema<Payload> = {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: Payload }
    | { readonly success: false; readonly error: PayloadError };
};

export type PayloadError = { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] };

/** One row of the table of jobs: what a kind's payload must look like, and what to do with it. */
export type JobDefinition<Kinds, Kind extends keyof Kinds> = {
  readonly payload: PayloadSchema<Kinds[Kind]>;
  /**
   * Does the job. What it throws decides what happens next: after a RetryLaterError, a lost connection to the
   * database, or an abort, the job simply runs again; anything else is a failure, retried with growing pauses and
   * dead-lettered in the end.
   */
  handle(job: Job<Kinds, Kind>): Promise<void>;
};

export type JobDefinitions<Kinds> = { readonly [Kind in keyof Kinds]: JobDefinition<Kinds, Kind> };
