// Jobs wait for Slack: as long as it asks, when the calls were too many, without holding a worker and without
// failing; and those that only tell a member how something stands, until Slack is back.
import { RetryLaterError } from '../../queue/errors.ts';
import type { Handlers, Job } from '../../queue/job.ts';
import { isSlackUnavailable, retryAfterMs } from './slack-error.ts';

/** As often as other failures are tried again in quick succession, before this. */
const quickAttempts = 6;
const pauseMs = 30_000;

/**
 * @param outlasting for how long, in ms since they were enqueued, jobs of these kinds are not given up because Slack is
 *   away: nobody else would do what they do
 */
export function retryWhenRateLimited<Kinds>(
  handlers: Partial<Handlers<Kinds>>,
  outlasting: Readonly<Partial<Record<keyof Kinds, number>>>,
): Partial<Handlers<Kinds>> {
  const patient = Object.entries(handlers).map(([kind, handle]) => [
    kind,
    async (job: Job<Kinds, keyof Kinds>): Promise<void> => {
      try {
        await (handle as (job: Job<Kinds, keyof Kinds>) => Promise<void>)(job);
      } catch (error) {
        const lastsUntil = job.enqueuedAt.getTime() + (outlasting[job.kind] ?? 0);
        const outlasts = job.attempt > quickAttempts && isSlackUnavailable(error) && Date.now() < lastsUntil;
        const wait = retryAfterMs(error) ?? (outlasts ? pauseMs : null);
        throw wait === null ? error : new RetryLaterError(wait, { cause: error });
      }
    },
  ]);
  return Object.fromEntries(patient) as Partial<Handlers<Kinds>>;
}
