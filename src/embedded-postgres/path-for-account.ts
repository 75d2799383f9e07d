// How Postgres runs as another account in a folder that this account can't reach by its path.
import type { Account } from './os-account.ts';

/**
 * Another account can't open a path under /root, but a process can be started there: root changes to the folder before
 * it changes the account, and Linux resolves /proc/self/cwd without checking the parent folders. So the data stays in
 * the folder that the operator chose. Spawn the process with `cwd: folder`.
 */
export function pathForAccount(folder: string, account: Account | undefined): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : folder;
}

/** Keeps the environment of this process (PGDATA, PGOPTIONS, locale) from changing what Postgres does. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
