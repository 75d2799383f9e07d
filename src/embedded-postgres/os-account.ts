// Decides which account of the operating system runs Postgres, which refuses to run as root.
import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';

/** An account other than the one of this process. `spawn` holds the options for `child_process.spawn`. */
export type Account = { uid: number; gid: number; spawn: { uid: number; gid: number } };

/**
 * @param cluster the folder of the database; its owner comes first, so that an existing database stays usable
 * @returns undefined when this process is not root: then Postgres runs as the same account
 * @throws Error with a sentence for the operator when there is no suitable account
 */
export async function accountFor(cluster: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner && owner.uid !== 0) return toAccount(owner.uid, owner.gid);
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
    if (uid && gid) return toAccount(Number(uid), Number(gid));
  }
  throw new Error(
    'Postgres does not run as root, and there is no account "postgres" or "nobody" to run it as: add one, or set DATABASE_URL.',
  );
}

/** macOS has negative ids: chown expects them unsigned, spawn expects them signed. */
function toAccount(uid: number, gid: number): Account {
  return { uid: uid >>> 0, gid: gid >>> 0, spawn: { uid: uid | 0, gid: gid | 0 } };
}
