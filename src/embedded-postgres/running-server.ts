// Finds out from postmaster.pid whether a Postgres server is running on a cluster folder, whoever started it.
import { spawnSync } from 'node:child_process';
import { link, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

export type RunningServer = {
  pid: number;
  state: 'starting' | 'ready' | 'stopping';
  /** The folder of its socket; empty while it starts. */
  socketFolder: string;
};

/**
 * @param guarded whether a server is known to be running, although it may not be visible from here (it may run in
 *   another container): its pid file is kept then, because a server stops when its pid file is gone
 * @returns undefined when no server is running. Deletes a stale pid file of a killed server, whose number may belong to
 *   another process by now: Postgres would refuse to start because of it.
 */
export async function findRunningServer(
  cluster: string,
  guarded: boolean,
): Promise<RunningServer | undefined> {
  const file = path.join(cluster, 'postmaster.pid');
  const content = await readFile(file, 'utf8').catch(() => undefined);
  if (content === undefined) return undefined;
  const lines = content.split('\n');
  const pid = Number(lines[0]);
  if (!pid) return undefined; // the file is just being written: the caller asks again
  if (await isServerOf(pid, cluster)) {
    const state = lines[7]?.trim();
    return {
      pid,
      state: state === 'ready' || state === 'stopping' ? state : 'starting',
      socketFolder: lines[4]?.trim() ?? '',
    };
  }
  if (!guarded) await deleteStale(file, content);
  return undefined;
}

/** The working directory of Postgres is its cluster folder; no other program has that one by chance. */
async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const [cwd, folder, name] = await Promise.all([
      stat(`/proc/${pid}/cwd`).catch(() => undefined),
      stat(cluster),
      readFile(`/proc/${pid}/comm`, 'utf8').catch(() => ''),
    ]);
    return name.trim() === 'postgres' && cwd?.ino === folder.ino && cwd.dev === folder.dev;
  }
  const command = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return command.includes('postgres') && command.includes(cluster);
}

/** Renames the file and compares it again before deleting it: the file of a server that just started is put back. */
async function deleteStale(file: string, staleContent: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return; // another process renamed it first
  }
  if ((await readFile(aside, 'utf8')) !== staleContent) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}
