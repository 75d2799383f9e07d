/** Starts a Postgres of our own in a folder, for whoever has none: nothing to install, nothing to stop. */
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { accountFor } from './embedded/account.ts';
import { makeCluster, ROLE } from './embedded/cluster.ts';
import { deadManSwitch } from './embedded/dead-man-switch.ts';
import { nativeFolder } from './embedded/native-folder.ts';
import { postgresEnvironment, reachable } from './embedded/reachable.ts';
import { runningServer } from './embedded/running-server.ts';
import { settings } from './embedded/settings.ts';
import { makeSocketFolder, socketFolderFor } from './embedded/socket-folder.ts';

export type EmbeddedPostgres = {
  /** As a DATABASE_URL; the same at every start on the same folder. */
  url: string;
  /** Lets go of the database. It ends when no other process holds it; then this waits until it has ended. */
  stop(): Promise<void>;
};

/** How long to wait for another process that is starting or stopping the database. */
const PATIENCE_MS = 60_000;

/**
 * Starts Postgres in `<dataDir>/postgres`, makes the database there first if there is none, and ends it with
 * this process, also when it is killed. As root, Postgres runs as the account `postgres` or `nobody`.
 *
 * A second process on the same folder shares the living server, rather than being told to go away: jobs are
 * made for several workers, and nobody has to find out which process is in the way. Postgres ends with the
 * last of them, so it does not matter who started it.
 *
 * @param dataDir made when it is not there; relative to the working directory
 * @param durable false gives up crash safety for speed: for databases that a test throws away
 * @throws Error with a sentence for the operator when Postgres cannot be started
 */
export async function startEmbeddedPostgres({
  dataDir,
  durable = true,
}: {
  dataDir: string;
  durable?: boolean;
}): Promise<EmbeddedPostgres> {
  await mkdir(dataDir, { recursive: true });
  const folder = await realpath(dataDir);
  const cluster = path.join(folder, 'postgres');
  const account = await accountFor(cluster);
  const native = await nativeFolder(account);
  await makeCluster(native, cluster, account, durable);
  const socketFolder = socketFolderFor(folder);
  const logFile = path.join(folder, 'postgres.log');
  const aSwitch = deadManSwitch(path.join(folder, 'postgres.switch'), account);

  let held: number | undefined;
  let child: ChildProcess | undefined;
  const log = openLog(logFile);
  try {
    await untilReady();
  } catch (error) {
    if (held !== undefined) closeSync(held);
    throw error;
  } finally {
    closeSync(log);
  }

  async function untilReady(): Promise<void> {
    let failures = 0;
    let patience = Date.now() + PATIENCE_MS;
    for (; ; await sleep(10)) {
      const before = held;
      held = aSwitch.hold();
      if (before !== undefined) closeSync(before);

      const server = await runningServer(cluster);
      if (server?.state === 'ready') {
        held ??= aSwitch.adopt(server.pid, log);
        return;
      }
      // Recovery after a crash takes as long as it takes.
      if (server?.state === 'starting') patience = Date.now() + PATIENCE_MS;
      if (Date.now() > patience)
        throw new Error(
          `The database in ${cluster} is held by a process that cannot be seen from here (another container?): end it, or set DATABASE_URL.`,
        );
      if (server || held !== undefined) continue;

      if (child && ++failures > 3)
        throw new Error(`Postgres does not start in ${cluster}: ${lastWords(logFile)}`);
      await makeSocketFolder(socketFolder, account);
      ({ held, child } = aSwitch.start(
        socketFolder,
        [
          path.join(native, 'bin/postgres'),
          '-D',
          reachable(cluster, account),
          ...settings(socketFolder, cluster, durable),
        ],
        { cwd: cluster, env: postgresEnvironment() },
        log,
      ));
    }
  }

  return {
    url: `postgres://${ROLE}@localhost/postgres?host=${encodeURIComponent(socketFolder)}`,
    async stop() {
      if (held === undefined) return;
      const last = aSwitch.release(held);
      held = undefined;
      while (last && (await runningServer(cluster))) await sleep(10);
    },
  };
}

function openLog(file: string): number {
  const large = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 1_000_000;
  return openSync(file, large ? 'w' : 'a', 0o600);
}

function lastWords(logFile: string): string {
  return readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' / ');
}
