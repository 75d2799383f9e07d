// The composition root: builds the parts of the app, puts them together, and takes them apart again.

import { createInstallationMode } from './boot/installation-mode.ts';
import { startWorkers } from './boot/job-handlers.ts';
import { keepLastHeardCheckpoint } from './boot/last-heard-checkpoint.ts';
import { listen } from './boot/listeners.ts';
import { startOrphanReaper } from './boot/orphan-reaper.ts';
import { prepareDatabase } from './boot/prepare-database.ts';
import { prepareTemporaryFolder } from './boot/prepare-temporary-folder.ts';
import { startOwnEmbeddedPostgres } from './boot/start-embedded-postgres.ts';
import type { Config } from './config.ts';
import { checkDatabase } from './db/check-database.ts';
import { openDatabase } from './db/database.ts';
import { withoutPassword } from './db/database-url.ts';
import { createHealth } from './http/health.ts';
import { createRejectionLog } from './http/request-limits.ts';
import { startHttpServer } from './http/server.ts';
import { type Log, logDomainEvent } from './log.ts';
import { createMetrics } from './metrics/metrics.ts';
import { withUploadTimes } from './metrics/timed-uploads.ts';
import { settleWithin } from './queue/within.ts';
import { rights as rightsOf } from './slack/access/authorize.ts';
import { refuse } from './slack/access/deny-import.ts';
import { createMissedShares } from './slack/events/list-missed-shares.ts';
import { createSlackFiles } from './slack/files/files.ts';
import { createSlackMessages } from './slack/messages/messages.ts';
import { createSlackConnection } from './slack/transport/bolt-app.ts';
import { members as knownMembers } from './slack/web/members.ts';
import { isSharedOutside } from './slack/web/shared-outside.ts';
import { createSlackHostCheck } from './slack/web/slack-hosts.ts';
import { createWebClients } from './slack/web/web-clients.ts';
import { noteHearing } from './usecases/workspace/record-last-heard.ts';
import { whoMay } from './usecases/workspace/roles.ts';

/** What a stop gives each part, in milliseconds: with the embedded Postgres less than ten seconds. */
const grace = { slack: 1_500, worker: 6_000, database: 500 };

export type RunningApp = {
  readonly port: number;
  /** Takes nothing new, finishes or hands back running jobs, lets go of the database. Takes less than 10 s. */
  stop(): Promise<void>;
};

/** How to close a part, told as soon as it is open. */
type Closing = (close: () => Promise<unknown>) => void;

/** @throws WrongConfig when Slack or the database refuses what the settings say; nothing is left running then */
export async function startApp(config: Config, log: Log): Promise<RunningApp> {
  const closers: (() => Promise<unknown>)[] = [];
  async function stop(): Promise<void> {
    for (const close of closers.splice(0).reverse()) {
      await close().catch((error: unknown) => log.error({ err: error }, 'a part did not stop as it should'));
    }
  }
  try {
    return { port: await openParts(config, log, (close) => closers.push(close)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Gives the port. */
async function openParts(config: Config, log: Log, closing: Closing): Promise<number> {
  const metrics = createMetrics();
  const health = createHealth({ parts: ['database', 'queue', 'slack'], onFound: metrics.onReady, log });
  closing(async () => health.end());
  const refused = createRejectionLog(log, metrics.onRefused);
  const port = await startHttpServer(config.port, [...health.routes, metrics.route(health.look)], refused);
  closing(async () => port.breakOff());
  log.info({ port: port.number }, 'the port is open, the app is starting');
  await prepareTemporaryFolder();
  const url = config.databaseUrl ?? (await startOwnEmbeddedPostgres(config.dataDir, closing));
  await prepareDatabase(url, log);
  log.info({ database: withoutPassword(url) }, 'the database is there');
  const database = openDatabase(url, {
    tell(happening) {
      logDomainEvent(log, happening);
      metrics.onHappening(happening);
    },
  });
  closing(() => database.close(grace.database));
  health.watch('database', () => checkDatabase(database.db));
  // A connection of its own: while long transactions hold all others, a scrape must not take the database for dead.
  const forScrapes = database.another({ max: 1, name: 'endusers metrics' });
  closing(() => forScrapes.close(grace.database));
  metrics.watch(forScrapes.db);

  const tenants = await createInstallationMode(config, database, log);
  closing(() => tenants.close(grace.database));
  const { installations, workspaceId } = tenants;
  const { slackApiUrl } = config;
  const { onCall, onSettled, onUploaded } = metrics;
  const clients = createWebClients(installations, { slackApiUrl, onCall }, log);
  const files = withUploadTimes(createSlackFiles(clients, createSlackHostCheck(slackApiUrl)), onUploaded);
  const messages = createSlackMessages(clients);
  const members = knownMembers(clients);
  const rights = rightsOf(members, whoMay(database.inWorkspace));
  const telling = refuse(clients, rights);
  const recent = createMissedShares({ installations, clients, rights });
  const people = { rights, refuse: telling };
  const slackSide = { files, isSharedOutside: isSharedOutside(clients), messages, recent };
  const worker = startWorkers({ database, workspaceId, ...slackSide, ...people, log, onSettled });
  closing(() => worker.stop(grace.worker));
  health.watch('queue', async () => worker.ready() || Promise.reject(new Error('the queue does not answer')));
  const stopEnding = startOrphanReaper(database, log);
  closing(async () => stopEnding());

  const { routes } = tenants;
  const slack = createSlackConnection({ ...config, installations, routes, port, refused, log });
  listen(slack, database.inWorkspace, clients, { members, ...people }, installations, log);
  closing(() => settleWithin(grace.slack, slack.stop()));
  await slack.start();
  health.watch('slack', tenants.checkSlack);
  const stopHearing = keepLastHeardCheckpoint(slack, noteHearing(database.db, workspaceId), log);
  closing(async () => {
    // Before the parts go: that they are not usable then is no news.
    health.end();
    stopHearing();
  });
  return port.number;
}
