// The folder of the Unix socket, which is the only way into the embedded Postgres.
import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
import type { Account } from './account.ts';

/**
 * The same for the same data, so that the address survives a restart; and in /tmp, because the path of a
 * socket has room for 107 bytes, which a data folder may well exceed.
 *
 * @param dataDir real path of the data's folder
 */
export function socketFolderFor(dataDir: string): string {
  return `/tmp/endusers-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
}

/**
 * Postgres lets in whoever reaches the socket; so only its account may enter the folder.
 *
 * @throws Error when another account has laid hands on that name
 */
export async function makeSocketFolder(folder: string, account: Account | undefined): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
    await chmod(folder, 0o700);
    if (account) await chown(folder, account.uid, account.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const present = await lstat(folder);
  const owner = account?.uid ?? process.getuid?.();
  if (!present.isDirectory() || present.uid !== owner || present.mode & 0o077)
    throw new Error(`${folder} is not a private folder of account ${owner}: remove it and start again.`);
}
