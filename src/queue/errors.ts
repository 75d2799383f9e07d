// Errors with a meaning for the queue: what a handler may throw besides ordinary errors, and what the queue throws.
import type { Transaction } from '../db/transaction.ts';
import type { PayloadError } from './job.ts';

/** Retry at a time that someone else set (Slack's Retry-After). Not counted as a failure. */
export class RetryLaterError extends Error {
  readonly ms: number;
  constructor(ms: number, options?: ErrorOptions) {
    super(`retry in ${ms} ms`, options);
    this.name = 'RetryLaterError';
    this.ms = ms;
  }
}

export type WhenParked = (tx: Transaction) => Promise<void>;

/**
 * The job waits until another one ends, which is in a serial queue. Until then it takes no slot, and the jobs behind it in its
 * own serial queue go first.
 */
export class WaitsForJobError extends Error {
  readonly jobId: number;
  readonly whenParked: WhenParked | undefined;
  /** @param whenParked runs in the transaction that parks the job, if the other one has not ended by then */
  constructor(jobId: number, whenParked?: WhenParked) {
    super('waits for another job to end');
    this.name = 'WaitsForJobError';
    this.jobId = jobId;
    this.whenParked = whenParked;
  }
}

/** A failure, and counted as one. But the operation may still complete, so the job is not retried for `ms`. */
export class RetryNotBeforeError extends Error {
  readonly ms: number;
  constructor(ms: number, options?: ErrorOptions) {
    super(`no retry within ${ms} ms`, options);
    this.name = 'RetryNotBeforeError';
    this.ms = ms;
  }
}

/** A retry can't help: the job is dead-lettered without one. */
export class RetryUselessError extends Error {
  override readonly name: string = 'RetryUselessError';
}

/** The job made no progress, and gave up its slot to a job that waited. A failure, and counted as one. */
export class SlotYieldedError extends Error {
  constructor(reason: string) {
    super(`${reason}, and another job waited for the slot`);
    this.name = 'SlotYieldedError';
  }
}

/** Another worker holds the job's lease now: nothing that this worker still does may take effect. */
export class LeaseLostError extends Error {
  constructor() {
    super('another worker has taken over this job');
    this.name = 'LeaseLostError';
  }
}

/**
 * The payload of a job doesn't match the schema of its kind; the job is dead-lettered without a retry. The error holds
 * only the kind and the paths of the issues: the payload's values don't belong in a log.
 */
export class InvalidPayloadError extends Error {
  readonly kind: string;
  /** For example `choices.0.line`; `(root)` when the payload as a whole doesn't match. */
  readonly paths: readonly string[];
  constructor(kind: string, { issues }: PayloadError) {
    const paths = issues.map(({ path }) => path.map(String).join('.') || '(root)');
    super(`the payload of a job of kind ${kind} doesn't match its schema at: ${paths.join(', ')}`);
    this.name = 'InvalidPayloadError';
    this.kind = kind;
    this.paths = paths;
  }
}
