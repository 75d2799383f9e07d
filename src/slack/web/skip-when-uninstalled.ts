// Jobs end where the app was removed meanwhile: there is nobody to ask and nobody to tell, however often it is tried.
import { NotInstalledError } from '../../installations/installation-store.ts';
import type { AnyJob, Handlers, Job } from '../../queue/job.ts';
import { slackErrorOf } from './slack-error.ts';

/** What Slack says to the token of an app that was removed, where the event that tells so is still to come. */
const gone = new Set(['account_inactive', 'token_revoked']);

const isAppGone = (error: unknown): boolean =>
  error instanceof NotInstalledError || gone.has(slackErrorOf(error) ?? '');

/** @param end is told instead of the queue, for which the job is done */
export function skipWhenUninstalled<Kinds>(
  handlers: Partial<Handlers<Kinds>>,
  end: (job: AnyJob<Kinds>, error: unknown) => Promise<void>,
): Partial<Handlers<Kinds>> {
  const ending = Object.entries(handlers).map(([kind, handle]) => [
    kind,
    async (job: Job<Kinds, keyof Kinds>): Promise<void> => {
      try {
        await (handle as (job: Job<Kinds, keyof Kinds>) => Promise<void>)(job);
      } catch (error) {
        if (!isAppGone(error)) throw error;
        await end(job, error);
      }
    },
  ]);
  return Object.fromEntries(ending) as Partial<Handlers<Kinds>>;
}
