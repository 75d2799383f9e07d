// How a Postgres process under another account is started in a folder that its account cannot walk to.
import type { Account } from './os-account.ts';

/**
 * A folder under /root cannot be named by another account, but a process can be put into it: root changes to
 * the folder before it changes the account, and Linux leads /proc/self/cwd there without asking the folders
 * above. So the data stays where the operator wants it. Spawn with `cwd: folder`.
 */
export function pathForAccount(folder: string, account: Account | undefined): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : folder;
}

/** Nothing of this process's surroundings (PGDATA, PGOPTIONS, locale) may change what Postgres does. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
