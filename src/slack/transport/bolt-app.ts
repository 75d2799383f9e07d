// Bolt, wired to Slack over HTTP or Socket Mode; in both cases the port is ours, and Bolt has a place in it.
import { App, type CodedError, type Receiver } from '@slack/bolt';
import { ConfigError, type Connection } from '../../config.ts';
import type { OnRejectedRequest } from '../../http/request-limits.ts';
import type { HttpServer, Route } from '../../http/server.ts';
import { type InstallationStore, NotInstalledError } from '../../installations/installation-store.ts';
import type { Log } from '../../log.ts';
import { createQuietLogger } from '../web/quiet-logger.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import { createSlackHostCheck } from '../web/slack-hosts.ts';
import { type BackgroundWork, createBackgroundWork } from './background-work.ts';
import type { Connectivity } from './connectivity.ts';
import { createHttpTransport } from './http-transport.ts';
import { replyNotInstalled } from './reply-not-installed.ts';
import { type RetryDelivery, redeliveredBySlack, retriedByApp } from './retry-delivery.ts';
import { createSocketTransport } from './socket-transport.ts';

/** For an event of which Slack hears no more; members wait for it. */
const triedForMs = 120_000;

type Parts = {
  readonly connection: Connection;
  readonly installations: Pick<InstallationStore, 'botFor'>;
  readonly slackApiUrl: string;
  /** Where Slack and browsers come in. */
  readonly port: HttpServer;
  /** Those of an installation. */
  readonly routes: readonly Route[];
  readonly refused: OnRejectedRequest;
  readonly log: Log;
};

export type SlackConnection = {
  readonly app: App;
  /** For work of which Slack doesn't wait for the end. */
  readonly runInBackground: BackgroundWork['runInBackground'];
  /** For what must not get lost when it fails at first. */
  readonly retryDelivery: RetryDelivery;
  readonly connectivity: Connectivity;
  /**
   * Takes requests, or opens the socket.
   * @throws WrongConfig when Slack refuses the app's token
   */
  start(): Promise<void>;
  /** Takes nothing new; waits for what is under way. */
  stop(): Promise<void>;
};

export function createSlackConnection(parts: Parts): SlackConnection {
  const { connection, slackApiUrl, routes, port, refused, log } = parts;
  const logger = createQuietLogger(log);
  const {
    receiver,
    connectivity: line,
    routes: own,
  } = connection.mode === 'http'
    ? createHttpTransport(connection.signingSecret, refused, logger)
    : createSocketTransport(connection.appToken, slackApiUrl, logger);
  const { runInBackground: goOn, ended } = createBackgroundWork(log);
  const app = makeApp(parts, receiver, goOn);
  const stopping = new AbortController();
  const seeThrough =
    connection.mode === 'http'
      ? redeliveredBySlack
      : retriedByApp({ forMs: triedForMs, stopping: stopping.signal });
  // A socket is closed without waiting for the listeners, and what they do was acknowledged before.
  app.use(async ({ next }) => {
    line.requestReceived();
    const listening = next();
    goOn(listening.catch(() => undefined));
    await listening;
  });
  return {
    app,
    runInBackground: goOn,
    retryDelivery: seeThrough,
    connectivity: line,
    async start() {
      port.complete([...routes, ...own]);
      await app.start().catch((error: unknown) => {
        const refusal = slackErrorOf(error);
        throw refusal ? new ConfigError(`Can't start: Slack refuses SLACK_APP_TOKEN (${refusal}).`) : error;
      });
    },
    async stop() {
      stopping.abort();
      await Promise.all([port.close(), app.stop()]);
      await ended();
    },
  };
}

/** What Bolt tells of an event that failed, with its body. */
type Failed = { readonly error: CodedError; readonly body: object };

function makeApp(
  { installations, slackApiUrl, log }: Parts,
  receiver: Receiver,
  goOn: BackgroundWork['runInBackground'],
): App {
  const isOfSlack = createSlackHostCheck(slackApiUrl);
  const app = new App({
    receiver,
    logger: createQuietLogger(log),
    clientOptions: { slackApiUrl },
    extendedErrorHandler: true,
    // Without a token: Bolt needs none for what we ask of it, and so none can come to a client of another workspace.
    authorize: async ({ teamId = '' }) => {
      const bot = await installations.botFor(teamId);
      if (!bot) throw new NotInstalledError('something came from a workspace where the app is not installed');
      return { botId: bot.botId, botUserId: bot.botMemberId, teamId: bot.workspaceId };
    },
  });
  app.error(async ({ error, body }: Failed) => {
    // Answered with a 200: sent again, it would come from there again.
    if (error.original instanceof NotInstalledError) {
      log.info({ err: error }, 'an event was left alone');
      return goOn(replyNotInstalled(body, isOfSlack));
    }
    log.error({ err: error }, 'an event failed');
    // Over HTTP this becomes a 500, and Slack sends the event again. Not rethrown it would be a 200.
    throw error;
  });
  return app;
}
