// Tells whether a Postgres lives on a cluster folder, from its postmaster.pid, whoever started it.
import { spawnSync } from 'node:child_process';
import { link, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

export type RunningServer = { pid: number; state: 'starting' | 'ready' | 'stopping' };

/**
 * @param guarded whether a server is known to be alive, though it may not be seen from here (another container): its
 *   pid file is left alone, without which it would end
 * @returns undefined when none lives there. A pid file that a kill left behind, whose number may be another
 *   process's by now, is taken away, because Postgres would refuse to start over it.
 */
export async function findRunningServer(cluster: string, guarded: boolean): Promise<RunningServer | undefined> {
  const file = path.join(cluster, 'postmaster.pid');
  const content = await readFile(file, 'utf8').catch(() => undefined);
  if (content === undefined) return undefined;
  const lines = content.split('\n');
  const pid = Number(lines[0]);
  if (!pid) return undefined; // written this moment: the caller asks again
  if (await isServerOf(pid, cluster)) {
    const state = lines[7]?.trim();
    return { pid, state: state === 'ready' || state === 'stopping' ? state : 'starting' };
  }
  if (!guarded) await takeAway(file, content);
  return undefined;
}

/** Postgres' working directory is its cluster folder, which no other program's is by chance. */
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

/** Renamed first and looked at again, so that the file of a server that started meanwhile is put back. */
async function takeAway(file: string, stale: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return; // somebody else took it
  }
  if ((await readFile(aside, 'utf8')) !== stale) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}
