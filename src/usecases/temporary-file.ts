// A file on disk for as long as a callback runs: Slack wants to know the length before the first byte.
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Folders of ours tell by their name which process made them. Nobody else on this machine may look into them. */
const folderName = /^endusers-(\d+)-\w+$/;

export async function withTemporaryFile<Result>(use: (file: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), `endusers-${process.pid}-`));
  try {
    return await use(path.join(folder, 'file.csv'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what processes left behind that were killed: whole exports may be in there. */
export async function sweepTemporaryFiles(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(folderName.exec(name)?.[1]);
    const folder = path.join(tmpdir(), name);
    if (pid && (await isLeftBehind(folder, pid))) await rm(folder, { recursive: true, force: true });
  }
}

async function isLeftBehind(folder: string, pid: number): Promise<boolean> {
  const found = await lstat(folder).catch(() => null);
  if (!found?.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) return false;
  // In a container every process has the same number as the one before.
  if (pid === process.pid) return found.mtimeMs < Date.now() - process.uptime() * 1_000;
  return !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
