// The composition root: creates the parts of the app, connects them, and takes them apart again.
import { createContext } from './boot/create-context.ts';
import { createInstallationMode } from './boot/installation-mode.ts';
import { startWorkers } from './boot/job-handlers.ts';
import { keepLastHeardCheckpoint } from './boot/last-heard-checkpoint.ts';
import { registerListeners } from './boot/listeners.ts';
import { startOrphanReaper } from './boot/orphan-reaper.ts';
import { prepareDatabase } from './boot/prepare-database.ts';
import { prepareTemporaryFolder } from './boot/prepare-temporary-folder.ts';
import { refreshOrgAccess } from './boot/refresh-org-access.ts';
import { startOwnPostgres } from './boot/start-own-postgres.ts';
import type { Config } from './config.ts';
import { checkDatabase } from './db/check-database.ts';
import { openDatabase } from './db/database.ts';
import { withoutPassword } from './db/database-url.ts';
import { createHealth } from './http/health.ts';
import { createRejectionLog } from './http/request-limits.ts';
import { startHttpServer } from './http/server.ts';
import { type Log, logDomainEvent } from './log.ts';
import { createMetrics } from './metrics/metrics.ts';
import { refreshAccess } from './slack/events/on-team-access.ts';
import { createBackgroundWork } from './slack/transport/background-work.ts';
import { createSlackConnection } from './slack/transport/bolt-app.ts';
import { settleWithin } from './timeout.ts';
import { checkpointLastHeard } from './usecases/workspace/checkpoint-last-heard.ts';

/** How long each part may take to stop, in ms: together, and with the embedded Postgres, less than ten seconds. */
const graceMs = { slack: 1_500, worker: 6_000, database: 500 };

/**
 * If the database answers new connections, and none of the queue's, for this long in ms, only a restart helps: the
 * connections are replaced within seconds of falling silent, and the queue needs them only for moments.
 */
const deafMs = 60_000;

export type RunningApp = {
  readonly port: number;
  /** Accepts nothing new, finishes or releases running jobs, closes the database. Takes less than 10 s. */
  stop(): Promise<void>;
};

/** Registers how to close a part, as soon as the part is open. */
type OnClose = (close: () => Promise<unknown>) => void;

/** @throws ConfigError when Slack or the database rejects a setting; nothing is left running then */
export async function startApp(config: Config, log: Log): Promise<RunningApp> {
  const closers: (() => Promise<unknown>)[] = [];
  async function stop(): Promise<void> {
    for (const close of closers.splice(0).reverse()) {
      await close().catch((error: unknown) => log.error({ err: error }, 'a part of the app failed to stop'));
    }
  }
  try {
    return { port: await openParts(config, log, (close) => closers.push(close)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @returns the HTTP port */
async function openParts(config: Config, log: Log, onClose: OnClose): Promise<number> {
  const metrics = createMetrics();
  const health = createHealth({ parts: ['database', 'queue', 'slack'], onResult: metrics.onReady, log });
  onClose(async () => health.stop());
  const onRejected = createRejectionLog(log, metrics.onRefused);
  const alwaysOpen = [...health.routes, metrics.route(health.check)];
  const httpServer = await startHttpServer(config.port, alwaysOpen, onRejected);
  onClose(async () => httpServer.closeNow());
  log.info({ port: httpServer.port }, 'the port is open, the app is starting');
  await prepareTemporaryFolder();
  const url = config.databaseUrl ?? (await startOwnPostgres(config.dataDir, onClose));
  await prepareDatabase(url, log);
  log.info({ database: withoutPassword(url) }, 'the database is ready');
  const database = openDatabase(url, {
    max: 14,
    onDomainEvent(event) {
      logDomainEvent(log, event);
      metrics.onDomainEvent(event);
    },
    onReplaced() {
      log.warn('the connections to the database did not answer anymore: opened new ones');
      metrics.onReplaced();
    },
  });
  onClose(() => database.close(graceMs.database));
  health.addCheck('database', () => checkDatabase(database.db));
  // Its own connection: while long transactions hold all others, a scrape must not report the database as down.
  const metricsDatabase = database.openPool({ max: 1, name: 'endusers metrics' });
  onClose(() => metricsDatabase.close(graceMs.database));
  metrics.watch(metricsDatabase.db);

  const mode = await createInstallationMode(config, database, log);
  onClose(() => mode.close(graceMs.database));
  const { installations, workspaceId, routes } = mode;
  const { slackApiUrl } = config;
  const { onCall, onUploaded, onSettled, onTransactionEnded, onEventsRateLimited } = metrics;
  const limits = { rows: config.maxRows, stagedBytes: config.maxStagingMb * 1e6 };
  const context = createContext({ database, installations, slackApiUrl, limits, onCall, onUploaded, log });

  const worker = startWorkers(context, { database, workspaceId, onSettled, onTransactionEnded });
  onClose(() => worker.stop(graceMs.worker));
  health.addCheck(
    'queue',
    async () => worker.ready() || Promise.reject(new Error('the queue does not answer')),
  );
  health.aliveWhile(() => database.answeringMs() < deafMs || worker.silentMs() < deafMs);
  const stopReaper = startOrphanReaper(context);
  onClose(async () => stopReaper());

  const background = createBackgroundWork(log);
  const parts = { installations, routes, httpServer, onRejected, onEventsRateLimited, background, log };
  const access = { refreshAccess: (enterpriseId: string) => refreshAccess(context, enterpriseId) };
  const connection = createSlackConnection({ ...config, ...parts, ...access });
  const { retryDelivery, connectivity } = connection;
  registerListeners(connection.app, { ...context, background, retryDelivery });
  onClose(() => settleWithin(connection.stop(), graceMs.slack));
  await connection.start();
  const stopRefreshing = refreshOrgAccess({ db: database.db, log, ...access });
  onClose(async () => stopRefreshing());
  health.addCheck('slack', mode.checkSlack);
  const checkpoint = (gapMs: number, ageMs: number) =>
    checkpointLastHeard(context, workspaceId, gapMs, ageMs);
  const stopCheckpoints = keepLastHeardCheckpoint(connectivity, checkpoint, log);
  onClose(async () => {
    // First, so that a shutdown isn't logged as a failed health check.
    health.stop();
    stopCheckpoints();
  });
  return httpServer.port;
}
