// What a job is to those who make jobs and to those who do them.
import type { Transaction } from '../db/transaction.ts';

/** @typeParam Kinds the kinds of job by name, and what each carries: JSON, best only keys */
export type Job<Kinds, Kind extends keyof Kinds> = {
  readonly id: number;
  readonly kind: Kind;
  readonly workspaceId: string;
  readonly payload: Kinds[Kind];
  /** 1, and one more after each failure. */
  readonly attempt: number;
  readonly enqueuedAt: Date;
  /** Aborted when the lease is lost (reason: LeaseLost) and when the process ends. */
  readonly signal: AbortSignal;
  /**
   * Call it in each transaction that changes something: it makes sure that no other worker does the job, until
   * that transaction commits. Not before, so a transaction that waits for a member or a network holds up all.
   * @throws LeaseLost, which the handler passes on
   */
  assertLease(tx: Transaction): Promise<void>;
};

export type AnyJob<Kinds> = { [Kind in keyof Kinds]: Job<Kinds, Kind> }[keyof Kinds];

/**
 * Does the job. What it throws decides how the job goes on: RetryLater, a lost connection to the database and
 * an abort just try again; anything else is a failure, tried again with growing pauses and in the end given up.
 */
export type Handlers<Kinds> = { readonly [Kind in keyof Kinds]: (job: Job<Kinds, Kind>) => Promise<void> };
