// What a handler may throw, beside ordinary errors, to say how its job goes on.

/** Try again at a time that somebody else set (Slack's Retry-After); not counted as a failure. */
export class RetryLater extends Error {
  readonly ms: number;
  constructor(ms: number, options?: ErrorOptions) {
    super(`again in ${ms} ms`, options);
    this.name = 'RetryLater';
    this.ms = ms;
  }
}

/** Another worker has the job by now: nothing that this one still does may count. */
export class LeaseLost extends Error {
  constructor() {
    super('another worker has taken over this job');
    this.name = 'LeaseLost';
  }
}
