// What a handler may throw, beside ordinary errors, to say how its job goes on.
import type { PayloadError } from './job.ts';

/** Try again at a time that somebody else set (Slack's Retry-After); not counted as a failure. */
export class RetryLaterError extends Error {
  readonly ms: number;
  constructor(ms: number, options?: ErrorOptions) {
    super(`again in ${ms} ms`, options);
    this.name = 'RetryLaterError';
    this.ms = ms;
  }
}

/** Failed, and counts so; but what was begun may yet come to its end, so it is not tried again for that long. */
export class RetryNotBeforeError extends Error {
  readonly ms: number;
  constructor(ms: number, options?: ErrorOptions) {
    super(`not again within ${ms} ms`, options);
    this.name = 'RetryNotBeforeError';
    this.ms = ms;
  }
}

/** Another worker has the job by now: nothing that this one still does may count. */
export class LeaseLostError extends Error {
  constructor() {
    super('another worker has taken over this job');
    this.name = 'LeaseLostError';
  }
}

/**
 * The payload of a job doesn't fit its kind's schema; the job is dead-lettered without a retry. Names the kind and the
 * paths of the issues only: a payload's values have no place in a log.
 */
export class InvalidPayloadError extends Error {
  readonly kind: string;
  /** Such as `choices.0.line`; `(root)` where the payload as a whole doesn't fit. */
  readonly paths: readonly string[];
  constructor(kind: string, { issues }: PayloadError) {
    const paths = issues.map(({ path }) => path.map(String).join('.') || '(root)');
    super(`the payload of a job of kind ${kind} doesn't fit its schema at: ${paths.join(', ')}`);
    this.name = 'InvalidPayloadError';
    this.kind = kind;
    this.paths = paths;
  }
}
