// Creates the folder of the database (a "cluster", as Postgres calls it) if it doesn't exist.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Account } from './os-account.ts';
import { pathForAccount, postgresEnvironment } from './path-for-account.ts';

/** The superuser, which creates the app's role. The permissions of the cluster's folder and its socket protect it. */
export const SUPERUSER = 'endusers';

/**
 * Creates the cluster, or keeps the existing one. The new cluster is created in a temporary folder and renamed, so that a
 * kill, or another process that does the same, never leaves half a cluster.
 *
 * @throws Error with a sentence for the operator when the folder contains a database of another version or account
 */
export async function initCluster(
  native: string,
  cluster: string,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  const existing = await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  const own = await versionOf(native);
  if (existing?.trim() === own) return requireOwner(cluster, account);
  if (existing)
    throw new Error(
      `The database in ${cluster} is of Postgres ${existing.trim()}, this app brings ${own}. Start the version of the app that made it, and move the data as docs/operations.md says.`,
    );
  const aside = await mkdtemp(`${cluster}.making-`);
  try {
    if (account) await chown(aside, account.uid, account.gid);
    await initdb(native, aside, account, durable);
    await rename(aside, cluster).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function requireOwner(cluster: string, account: Account | undefined): Promise<void> {
  const { uid } = await stat(cluster);
  if (uid !== (account?.uid ?? process.getuid?.()))
    throw new Error(
      `The database in ${cluster} belongs to account ${uid}: start as that account or as root, or choose another DATA_DIR.`,
    );
}

async function versionOf(native: string): Promise<string> {
  const catalog = await readFile(path.join(native, 'share/postgresql/postgres.bki'), 'utf8');
  return /^# PostgreSQL (\d+)/.exec(catalog)?.[1] ?? '';
}

async function initdb(native: string, folder: string, account: Account | undefined, durable: boolean) {
  const child = spawn(
    path.join(native, 'bin/initdb'),
    [
      `--pgdata=${pathForAccount(folder, account)}`,
      `--username=${SUPERUSER}`,
      '--auth=trust',
      '--encoding=UTF8',
      // Sorts by code point and knows the case of all letters, the same way on every machine: no libc, no ICU.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...account?.spawn, cwd: folder, env: postgresEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`No database could be made in ${folder}: ${errors.trim()}`);
}
