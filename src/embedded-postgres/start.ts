// Starts the embedded Postgres in a folder, for operators without a Postgres server: nothing to install or to stop.
import { readFileSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionLoss } from '../db/connection-loss.ts';
import { APP_ROLE, prepareAppRole } from './app-role.ts';
import { initCluster, SUPERUSER } from './init-cluster.ts';
import { findNativeFolder } from './native-folder.ts';
import { accountFor } from './os-account.ts';
import { pathForAccount, postgresEnvironment } from './path-for-account.ts';
import { findRunningServer } from './running-server.ts';
import { serverSettings } from './server-settings.ts';
import { chooseSocketFolder, createSocketFolder } from './socket-folder.ts';
import { superviseServer } from './supervise-server.ts';
import { createWatchdog } from './watchdog.ts';

export type EmbeddedPostgres = {
  /** As a DATABASE_URL, for the app's role. The same at every start on the same folder. */
  url: string;
  /** The same for the superuser, which the app itself never connects as. */
  superuserUrl: string;
  /** Releases the database. If no other process uses it, the server stops, and this waits for that. */
  stop(): Promise<void>;
};

/**
 * Starts Postgres in `<dataDir>/postgres`, after creating the database if there is none. Postgres stops with this process,
 * also when the process is killed. The app's role is an ordinary one. If this process is root, Postgres runs as the account
 * `postgres` or `nobody`.
 *
 * A second process on the same folder shares the running server instead of failing: the queue is made for several
 * workers, and the operator doesn't have to find the process in the way. Postgres stops with the last of these
 * processes, whichever one started it.
 *
 * @param dataDir created if it doesn't exist; relative to the working directory
 * @param durable false trades crash safety for speed: for databases of tests
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
  const socketFolder = await chooseSocketFolder(folder, account);
  const logFile = path.join(folder, 'postgres.log');
  const watchdog = createWatchdog({
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
    watchdog,
    async launch() {
      await createSocketFolder(socketFolder, account);
      return watchdog.start(command, { cwd: cluster, env: postgresEnvironment() });
    },
    readLastLogLines: () => readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' / '),
  });
  try {
    // The server may have been started by another process, which chose another folder at the same moment.
    const server = await findRunningServer(cluster, true);
    const urlFor = (role: string) =>
      `postgres://${role}@localhost/postgres?host=${encodeURIComponent(server?.socketFolder || socketFolder)}`;
    const superuserUrl = urlFor(SUPERUSER);
    await whileStopping(() => prepareAppRole(superuserUrl));
    return { url: urlFor(APP_ROLE), superuserUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** How often to try while the server of a killed process stops, after it looked ready, and is started anew. */
const maxTries = 20;

/** The guard of a killed process may have decided to stop the server at the very moment at which this process came. */
async function whileStopping(run: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (tries === maxTries || !isConnectionLoss(error)) throw error;
      await sleep(500);
    }
  }
}
