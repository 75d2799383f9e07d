// What a handler may throw, beside ordinary errors, to say how its job goes on.

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
