// Temporary files. A file to upload is written to disk first, because Slack needs its length before the first byte. One that is
// downloaded waits on disk where it is read more slowly than it arrives.
import { type FileHandle, lstat, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The name of each folder contains the id of the process that made it. */
const folderName = /^endusers-(\d+)-\w+$/;

/** Passes the path of a file that doesn't exist yet; removes the file afterwards. No other account can read it. */
export async function withTemporaryFile<Result>(use: (file: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), `endusers-${process.pid}-`));
  try {
    return await use(path.join(folder, 'file.csv'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Opens a file that already has no name anymore: the system frees its space when it is closed, and also when the process is
 * killed.
 */
export const openTemporaryFile = (): Promise<FileHandle> =>
  withTemporaryFile((file) => open(file, 'wx+', 0o600));

/** Removes the files of killed processes: these may contain whole exports. */
export async function sweepTemporaryFiles(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(folderName.exec(name)?.[1]);
    const folder = path.join(tmpdir(), name);
    if (pid && (await isLeftover(folder, pid))) await rm(folder, { recursive: true, force: true });
  }
}

async function isLeftover(folder: string, pid: number): Promise<boolean> {
  const stats = await lstat(folder).catch(() => null);
  if (!stats?.isDirectory() || stats.uid !== (process.getuid?.() ?? stats.uid)) return false;
  // In a container, each process gets the same id as the one before it.
  if (pid === process.pid) return stats.mtimeMs < Date.now() - process.uptime() * 1_000;
  return !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
