// The folder of the Unix socket, which is the only way into the embedded Postgres.
import { createHash } from 'node:crypto';
import { chown, lstat, mkdir } from 'node:fs/promises';
import type { Account } from './os-account.ts';

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
export async function createSocketFolder(folder: string, account: Account | undefined): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch(unlessCode('EEXIST'));
  const present = await lstat(folder).catch(unlessCode('ENOENT'));
  // That of a server which ended this moment.
  if (!present) return createSocketFolder(folder, account);
  const isPrivate = present.isDirectory() && !(present.mode & 0o077);
  const self = process.getuid?.();
  if (isPrivate && account && present.uid === self)
    // Made by this process, or this moment by another one of the same account: either of them hands it over.
    return chown(folder, account.uid, account.gid).catch(unlessCode('ENOENT'));
  const owner = account?.uid ?? self;
  if (!isPrivate || present.uid !== owner)
    throw new Error(`${folder} is not a private folder of account ${owner}: remove it and start again.`);
}

const unlessCode =
  (code: string) =>
  (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== code) throw error;
  };
