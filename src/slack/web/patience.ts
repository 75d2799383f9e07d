// Jobs wait for Slack: as long as it asks, when the calls were too many, without holding a worker and without
// failing; and those that only tell a member how something stands, until Slack is back.
import { RetryLater } from '../../queue/errors.ts';
import type { Handlers, Job } from '../../queue/job.ts';
import { isSlackAway, waitAskedFor } from './slack-error.ts';

/** As often as other failures are tried again in quick succession, before this. */
const quickAttempts = 6;
const pauseMs = 30_000;

/**
 * @param outlasting the kinds of job that are never given up because Slack is away: nobody else would say what
 *   they say, and nothing waits for them
 */
export function patientWithSlack<Kinds>(
  handlers: Partial<Handlers<Kinds>>,
  outlasting: readonly (keyof Kinds)[],
): Partial<Handlers<Kinds>> {
  const patient = Object.entries(handlers).map(([kind, handle]) => [
    kind,
    async (job: Job<Kinds, keyof Kinds>): Promise<void> => {
      try {
        await (handle as (job: Job<Kinds, keyof Kinds>) => Promise<void>)(job);
      } catch (error) {
        const outlasts = outlasting.includes(job.kind) && job.attempt > quickAttempts && isSlackAway(error);
        const wait = waitAskedFor(error) ?? (outlasts ? pauseMs : null);
        throw wait === null ? error : new RetryLater(wait, { cause: error });
      }
    },
  ]);
  return Object.fromEntries(patient) as Partial<Handlers<Kinds>>;
}
