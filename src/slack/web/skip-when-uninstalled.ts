// Ends jobs of a workspace that has removed the app: a retry can't help, because nobody there can be reached.
import { NotInstalledError } from '../../installations/installation-store.ts';
import { slackErrorOf } from './slack-error.ts';

/** Slack's answers to the token of a removed app, before the event about the removal arrives. */
const removed = new Set(['account_inactive', 'token_revoked']);

export const isAppRemoved = (error: unknown): boolean =>
  error instanceof NotInstalledError || removed.has(slackErrorOf(error) ?? '');

/** @param end called instead of rethrowing; the queue then considers the job done */
export function skipWhenUninstalled<Job>(
  handle: (job: Job) => Promise<void>,
  end: (job: Job, error: unknown) => Promise<void>,
): (job: Job) => Promise<void> {
  return async (job) => {
    try {
      await handle(job);
    } catch (error) {
      if (!isAppRemoved(error)) throw error;
      await end(job, error);
    }
  };
}
