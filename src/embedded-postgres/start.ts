// Starts a Postgres of our own in a folder, for whoever has none: nothing to install, nothing to stop.
import { readFileSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { initCluster, ROLE } from './init-cluster.ts';
import { superviseServer } from './supervise-server.ts';
import { findNativeFolder } from './native-folder.ts';
import { accountFor } from './os-account.ts';
import { pathForAccount, postgresEnvironment } from './path-for-account.ts';
import { serverSettings } from './server-settings.ts';
import { createSocketFolder, socketFolderFor } from './socket-folder.ts';
import { createWatchdog } from './watchdog.ts';

export type EmbeddedPostgres = {
  /** As a DATABASE_URL; the same at every start on the same folder. */
  url: string;
  /** Lets go of the database. It ends when no other process holds it; then this waits until it has ended. */
  stop(): Promise<void>;
};

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
  const native = await findNativeFolder(account);
  await initCluster(native, cluster, account, durable);
  const socketFolder = socketFolderFor(folder);
  const logFile = path.join(folder, 'postgres.log');
  const theSwitch = createWatchdog({
    fifo: path.join(folder, 'postgres.switch'),
    account,
    logFile,
    socketFolder,
  });
  const command = [
    path.join(native, 'bin/postgres'),
    '-D',
    pathForAccount(cluster, account),
    ...serverSettings(socketFolder, cluster, durable),
  ];

  const stop = await superviseServer({
    cluster,
    theSwitch,
    async launch() {
      await createSocketFolder(socketFolder, account);
      return theSwitch.start(command, { cwd: cluster, env: postgresEnvironment() });
    },
    lastWords: () => readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' / '),
  });
  return {
    url: `postgres://${ROLE}@localhost/postgres?host=${encodeURIComponent(socketFolder)}`,
    stop,
  };
}
