// Makes the database's folder ("cluster" in Postgres' words) where there is none yet.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Account } from './os-account.ts';
import { pathForAccount, postgresEnvironment } from './path-for-account.ts';

/** The one role of an embedded database. Its walls are the rights of the folder and of the socket. */
export const ROLE = 'endusers';

/**
 * Makes the cluster, or leaves the one that is there. Filled aside and renamed: a kill in the middle, or
 * another process doing the same, never leaves half a cluster.
 *
 * @throws Error with a sentence for the operator when the folder holds a database of another version
 */
export async function initCluster(
  native: string,
  cluster: string,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  const present = await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  const ours = await clusterVersion(native);
  if (present?.trim() === ours) return mustBelongTo(cluster, account);
  if (present)
    throw new Error(
      `The database in ${cluster} is of Postgres ${present.trim()}, this app brings ${ours}. Start the version of the app that made it, and move the data as docs/operations.md says.`,
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

async function mustBelongTo(cluster: string, account: Account | undefined): Promise<void> {
  const { uid } = await stat(cluster);
  if (uid !== (account?.uid ?? process.getuid?.()))
    throw new Error(
      `The database in ${cluster} belongs to account ${uid}: start as that account or as root, or choose another DATA_DIR.`,
    );
}

async function clusterVersion(native: string): Promise<string> {
  const first = await readFile(path.join(native, 'share/postgresql/postgres.bki'), 'utf8');
  return /^# PostgreSQL (\d+)/.exec(first)?.[1] ?? '';
}

async function initdb(native: string, folder: string, account: Account | undefined, durable: boolean) {
  const child = spawn(
    path.join(native, 'bin/initdb'),
    [
      `--pgdata=${pathForAccount(folder, account)}`,
      `--username=${ROLE}`,
      '--auth=trust',
      '--encoding=UTF8',
      // Sorts by code point and knows the case of all letters, the same on every machine: no libc, no ICU.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...account?.spawn, cwd: folder, env: postgresEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`No database could be made in ${folder}: ${said.trim()}`);
}
