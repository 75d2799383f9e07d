// Decides which account of the operating system runs Postgres, which refuses to run as root.
import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';

/** An account other than the one of this process; `spawn` goes into the options of `child_process.spawn`. */
export type Account = { uid: number; gid: number; spawn: { uid: number; gid: number } };

/**
 * @param cluster the folder of the database; its owner wins, so that a database once made stays usable
 * @returns undefined when this process is not root: then Postgres simply runs as the same account
 */
export async function accountFor(cluster: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner && owner.uid !== 0) return account(owner.uid, owner.gid);
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((what) => spawnSync('id', [what, name], { encoding: 'utf8' }).stdout);
    if (uid && gid) return account(Number(uid), Number(gid));
  }
  throw new Error(
    'Postgres does not run as root, and there is no account "postgres" or "nobody" to run it as: add one, or set DATABASE_URL.',
  );
}

/** macOS has negative ids: chown wants them unsigned, spawn wants them signed. */
function account(uid: number, gid: number): Account {
  return { uid: uid >>> 0, gid: gid >>> 0, spawn: { uid: uid | 0, gid: gid | 0 } };
}
