// Names transactions after the work on whose behalf they run, so that other processes can find them in Postgres.
import { AsyncLocalStorage } from 'node:async_hooks';

/** Follows the calls of a piece of work by itself: a use case in between could forget to pass a parameter on. */
const names = new AsyncLocalStorage<string>();

/**
 * Every transaction that `work` begins by `inWorkspace` or `shortTransaction` has this `application_name`, also in
 * `pg_stat_activity` and behind a pooler.
 *
 * @param name at most 63 bytes
 */
export function withTransactionName<Result>(name: string, work: () => Result): Result {
  return names.run(name, work);
}

export const currentTransactionName = (): string | undefined => names.getStore();
