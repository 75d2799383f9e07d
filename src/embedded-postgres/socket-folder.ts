// The folder of the Unix socket, which is the only way to connect to the embedded Postgres.
import { createHash } from 'node:crypto';
import { chown, lstat, mkdir } from 'node:fs/promises';
import type { Account } from './os-account.ts';

/**
 * The same folder for the same data, so that the address survives a restart. It is in /tmp because the path of a socket
 * has at most 107 bytes, and the path of a data folder may be longer.
 *
 * @param dataDir real path of the data's folder
 */
export function socketFolderFor(dataDir: string): string {
  return `/tmp/endusers-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
}

/**
 * Postgres accepts anyone who can reach the socket; therefore only the account of Postgres may enter the folder.
 *
 * @throws Error with a sentence for the operator when the folder belongs to another account
 */
export async function createSocketFolder(folder: string, account: Account | undefined): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch(unlessCode('EEXIST'));
  const existing = await lstat(folder).catch(unlessCode('ENOENT'));
  // A server that just stopped deleted the folder.
  if (!existing) return createSocketFolder(folder, account);
  const isPrivate = existing.isDirectory() && !(existing.mode & 0o077);
  const self = process.getuid?.();
  if (isPrivate && account && existing.uid === self)
    // Created by this process, or just now by another process of the same account: either one passes it on.
    return chown(folder, account.uid, account.gid).catch(unlessCode('ENOENT'));
  const owner = account?.uid ?? self;
  if (!isPrivate || existing.uid !== owner)
    throw new Error(`${folder} is not a private folder of account ${owner}: remove it and start again.`);
}

const unlessCode =
  (code: string) =>
  (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== code) throw error;
  };
