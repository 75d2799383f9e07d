// The folder of the Unix socket, which is the only way to connect to the embedded Postgres.
import { createHash, randomBytes } from 'node:crypto';
import { chown, lstat, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
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
 * Creates the folder for the socket of this data, or keeps the existing one. Everyone can write in /tmp and compute the
 * usual name: if another account has taken that name, the folder gets a random name, which `postgres.socket` in the
 * data folder records for the next start.
 *
 * @returns the path of the folder
 */
export async function chooseSocketFolder(dataDir: string, account: Account | undefined): Promise<string> {
  const record = path.join(dataDir, 'postgres.socket');
  const recorded = await readFile(record, 'utf8').catch(unlessCode('ENOENT'));
  const usual = socketFolderFor(dataDir);
  // The record of a copied data folder doesn't count: the original may be in use.
  const known = recorded?.startsWith(`${usual}-`) ? [recorded.trim(), usual] : [usual];
  for (const folder of known) if (await isOwnFolder(folder, account)) return folder;
  const folder = `${usual}-${randomBytes(16).toString('hex')}`;
  await createSocketFolder(folder, account);
  const aside = `${record}.${process.pid}`;
  await writeFile(aside, `${folder}\n`, { mode: 0o600 });
  await rename(aside, record);
  return folder;
}

/**
 * Creates the folder, or keeps it. Postgres accepts anyone who can reach the socket; therefore only the account of
 * Postgres may enter the folder.
 *
 * @throws Error with a sentence for the operator when the folder belongs to another account
 */
export async function createSocketFolder(folder: string, account: Account | undefined): Promise<void> {
  if (await isOwnFolder(folder, account)) return;
  const owner = account?.uid ?? process.getuid?.();
  throw new Error(`${folder} is not a private folder of account ${owner}: remove it and start again.`);
}

/** Creates the folder if it doesn't exist. @returns false if it is another account's, or open to others */
async function isOwnFolder(folder: string, account: Account | undefined): Promise<boolean> {
  // Fails if anything has this name, and follows no symlink.
  await mkdir(folder, { mode: 0o700 }).catch(unlessCode('EEXIST'));
  const existing = await lstat(folder).catch(unlessCode('ENOENT'));
  // A server that just stopped deleted the folder.
  if (!existing) return isOwnFolder(folder, account);
  if (!existing.isDirectory() || existing.mode & 0o077) return false;
  const self = process.getuid?.();
  if (account && existing.uid === self) {
    // Created by this process, or just now by another process of the same account: either one passes it on.
    await chown(folder, account.uid, account.gid).catch(unlessCode('ENOENT'));
    return true;
  }
  return existing.uid === (account?.uid ?? self);
}

const unlessCode =
  (code: string) =>
  (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== code) throw error;
  };
