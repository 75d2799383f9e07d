// The composition root: the only place that builds the parts of the app and puts them together.
import type { Config } from './config.ts';
import { checkDatabase } from './db/check-database.ts';
import { type OpenDatabase, openDatabase } from './db/database.ts';
import { startEmbeddedPostgres } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { healthRoutes } from './health.ts';
import type { Log } from './log.ts';
import { work } from './queue.ts';
import { answers } from './slack/answers.ts';
import { type SlackConnection, slackConnection } from './slack/connection.ts';
import { slackFiles } from './slack/files.ts';
import { members } from './slack/members.ts';
import { slackMessages } from './slack/messages.ts';
import { onCommand } from './slack/on-command.ts';
import { onDecision } from './slack/on-decision.ts';
import { onMessage } from './slack/on-message.ts';
import { patientWithSlack } from './slack/patience.ts';
import { slackHosts } from './slack/slack-hosts.ts';
import { type Installation, makeWebClient, type WebClients } from './slack/web-clients.ts';
import { whoAmI } from './slack/who-am-i.ts';
import { applyImport } from './usecases/apply-import.ts';
import { approveImport, cancelImport } from './usecases/decide-import.ts';
import { giveUp } from './usecases/give-up.ts';
import { performExport } from './usecases/perform-export.ts';
import { planImportAnew } from './usecases/plan-import.ts';
import { planStaged } from './usecases/plan-staged.ts';
import type { Files, Jobs, Messages } from './usecases/ports.ts';
import { postProblemFile } from './usecases/post-problem-file.ts';
import { prepareImport } from './usecases/prepare-import.ts';
import { requestImport } from './usecases/request-import.ts';
import { showExport } from './usecases/show-export.ts';
import { showImport } from './usecases/show-import.ts';
import { undoImport } from './usecases/undo-import.ts';

/** Slack's own limit for a file, in bytes. */
const maxFileBytes = 1_000_000_000;

/** Jobs at a time: most of them wait for Slack or for Postgres. */
const slots = 4;

export type RunningApp = {
  readonly port: number;
  /** Takes nothing new, finishes or hands back running jobs, lets go of the database. Takes less than 10 s. */
  stop(): Promise<void>;
};

/** @throws WrongConfig when Slack refuses the token */
export async function startApp(config: Config, log: Log): Promise<RunningApp> {
  const embedded = config.databaseUrl ? null : await startEmbeddedPostgres({ dataDir: config.dataDir });
  const url = config.databaseUrl ?? (embedded?.url as string);
  await migrate(url);
  const database = openDatabase(url);
  const client = makeWebClient(config.botToken, config.slackApiUrl);
  const installation = await whoAmI(client, config.botToken, log);
  const clients: WebClients = { for: () => client };
  const worker = workOff(
    database,
    slackFiles(clients, slackHosts(config.slackApiUrl)),
    slackMessages(clients),
    log,
  );
  const slack = slackConnection({
    ...config,
    installation,
    log,
    routes: healthRoutes({
      database: () => checkDatabase(database.db),
      queue: async () => worker.ready() || Promise.reject(new Error('the queue does not answer')),
      slack: () => client.auth.test(),
    }),
  });
  listen(slack.app, database, clients, installation, log);
  const port = await slack.start();
  return {
    port,
    async stop() {
      await slack.stop();
      await worker.stop(7_000);
      await database.close(1_000);
      await embedded?.stop();
    },
  };
}

/** Who does which job. */
function workOff(database: OpenDatabase, files: Files, messages: Messages, log: Log) {
  const { db } = database;
  const show = showImport(db, messages);
  const showFile = showExport(db, messages);
  const plan = planStaged(db);
  const tellFailure = giveUp(db);
  return work<Jobs>(database, {
    slots,
    handlers: patientWithSlack<Jobs>({
      'prepare-import': prepareImport({ db, files, show, planStaged: plan, maxBytes: maxFileBytes }),
      'plan-import': planImportAnew(db, plan),
      'apply-import': applyImport(db, plan),
      'undo-import': undoImport(db),
      'show-import': async ({ payload }) => void (await show(payload)),
      'post-problem-file': postProblemFile(db, files),
      'perform-export': performExport(db, files, showFile),
      'show-export': async ({ payload }) => void (await showFile(payload)),
    }),
    async onGivenUp(job, err, reference) {
      log.error({ err, reference, kind: job.kind, ...job.payload }, 'a job was given up');
      await tellFailure(job, reference);
    },
    onError: (err, job) =>
      log.warn({ err, kind: job?.kind, ...job?.payload }, 'a job failed and is tried again'),
  });
}

/** Who answers what Slack sends. */
function listen(
  app: SlackConnection['app'],
  { db }: OpenDatabase,
  clients: WebClients,
  installation: Installation,
  log: Log,
): void {
  const known = members(clients);
  onMessage(app, { installation, clients, members: known, requestImport: requestImport(db) });
  onCommand(app, { answer: answers(db, clients), members: known, log });
  onDecision(app, { approve: approveImport(db), cancel: cancelImport(db), members: known, log });
}
