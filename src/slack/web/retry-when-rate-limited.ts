// Jobs wait for Slack: after a rate limit for as long as Slack says, without holding a worker or counting as a failure;
// and jobs that only tell a member something, until Slack is back.
import { RetryLaterError } from '../../queue/errors.ts';
import { isSlackUnavailable, retryAfterMs } from './slack-error.ts';

/** First, an unavailable Slack counts as an ordinary failure, which is retried in quick succession. */
const quickAttempts = 6;
const pauseMs = 30_000;

type WaitingJob = { readonly attempt: number; readonly enqueuedAt: Date };

/** @param outageLimitMs how long after it was enqueued the job outlasts an outage of Slack; 0: not at all */
export function retryWhenRateLimited<Job extends WaitingJob>(
  handle: (job: Job) => Promise<void>,
  outageLimitMs: number,
): (job: Job) => Promise<void> {
  return async (job) => {
    try {
      await handle(job);
    } catch (error) {
      const lastsUntil = job.enqueuedAt.getTime() + outageLimitMs;
      const outlasts = job.attempt > quickAttempts && isSlackUnavailable(error) && Date.now() < lastsUntil;
      const wait = retryAfterMs(error) ?? (outlasts ? pauseMs : null);
      throw wait === null ? error : new RetryLaterError(wait, { cause: error });
    }
  };
}
