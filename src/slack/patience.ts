// Jobs whose calls to Slack were too many wait as long as Slack asks, without holding a worker and without failing.

import { RetryLater } from '../queue/errors.ts';
import type { Handlers, Job } from '../queue/job.ts';
import { waitAskedFor } from './slack-error.ts';

export function patientWithSlack<Kinds>(handlers: Handlers<Kinds>): Handlers<Kinds> {
  const patient = Object.entries(handlers).map(([kind, handle]) => [
    kind,
    async (job: Job<Kinds, keyof Kinds>): Promise<void> => {
      try {
        await (handle as (job: Job<Kinds, keyof Kinds>) => Promise<void>)(job);
      } catch (error) {
        const wait = waitAskedFor(error);
        throw wait === null ? error : new RetryLater(wait, { cause: error });
      }
    },
  ]);
  return Object.fromEntries(patient) as Handlers<Kinds>;
}
