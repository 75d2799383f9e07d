// A file on disk for as long as a callback runs: Slack wants to know the length before the first byte.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export async function withTemporaryFile<Result>(use: (file: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'endusers-'));
  try {
    return await use(path.join(folder, 'file.csv'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
