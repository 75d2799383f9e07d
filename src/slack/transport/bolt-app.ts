// The Bolt app, connected to Slack over HTTP or Socket Mode. The HTTP server is the app's own in both cases.
import { App, type CodedError, type Receiver } from '@slack/bolt';
import { ConfigError, type Connection } from '../../config.ts';
import type { OnRejectedRequest } from '../../http/request-limits.ts';
import type { HttpServer, Route } from '../../http/server.ts';
import {
  type Bot,
  type InstallationStore,
  NotInstalledError,
} from '../../installations/installation-store.ts';
import type { Log } from '../../log.ts';
import { createQuietLogger } from '../web/quiet-logger.ts';
import { isAppRemoved } from '../web/skip-when-uninstalled.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import { createSlackHostCheck } from '../web/slack-hosts.ts';
import { createAppRateLimited } from './app-rate-limited.ts';
import type { BackgroundWork } from './background-work.ts';
import type { Connectivity } from './connectivity.ts';
import { createHttpTransport } from './http-transport.ts';
import { isAboutOrganization, originOf } from './origin-of.ts';
import { replyNotInstalled } from './reply-not-installed.ts';
import { createAppRetry, type RetryDelivery, redeliveredBySlack } from './retry-delivery.ts';
import { createSocketTransport } from './socket-transport.ts';

/** How long an event is retried that Slack won't retry; a member is waiting for it. */
const retryForMs = 120_000;

type Options = {
  readonly connection: Connection;
  readonly installations: Pick<InstallationStore, 'botFor'>;
  /** Asks Slack in which workspaces of an Enterprise organization the app may act. */
  readonly refreshAccess: (enterpriseId: string) => Promise<void>;
  readonly slackApiUrl: string;
  readonly httpServer: HttpServer;
  /** The routes of the installation pages. */
  readonly routes: readonly Route[];
  readonly onRejected: OnRejectedRequest;
  /** Slack held back events of a workspace for a minute. */
  readonly onEventsRateLimited: () => void;
  readonly background: BackgroundWork;
  readonly log: Log;
};

export type SlackConnection = {
  readonly app: App;
  readonly retryDelivery: RetryDelivery;
  readonly connectivity: Connectivity;
  /**
   * Accepts requests, or opens the socket.
   * @throws ConfigError when Slack rejects the app token
   */
  start(): Promise<void>;
  /** Accepts nothing new, and waits for what is under way. */
  stop(): Promise<void>;
};

export function createSlackConnection(options: Options): SlackConnection {
  const { connection, slackApiUrl, routes, httpServer, onRejected, background, log } = options;
  const logger = createQuietLogger(log);
  const onAppRateLimited = createAppRateLimited(log, options.onEventsRateLimited);
  const transport =
    connection.mode === 'http'
      ? createHttpTransport({ ...connection, onRejected, onAppRateLimited }, logger)
      : createSocketTransport(connection.appToken, slackApiUrl, onAppRateLimited, logger);
  const app = createBoltApp(options, transport.receiver);
  const stopping = new AbortController();
  const retryDelivery =
    connection.mode === 'http'
      ? redeliveredBySlack
      : createAppRetry({ forMs: retryForMs, stopping: stopping.signal });
  // A socket closes without waiting for the listeners, and their events were acknowledged before.
  app.use(async ({ next }) => {
    transport.connectivity.requestReceived();
    const listening = next();
    background.runInBackground(listening.catch(() => undefined));
    await listening;
  });
  return {
    app,
    retryDelivery,
    connectivity: transport.connectivity,
    async start() {
      httpServer.addRoutes([...routes, ...transport.routes]);
      await app.start().catch((error: unknown) => {
        const code = slackErrorOf(error);
        throw code ? new ConfigError(`Can't start: Slack rejects SLACK_APP_TOKEN (${code}).`) : error;
      });
    },
    async stop() {
      stopping.abort();
      await Promise.all([httpServer.close(), app.stop()]);
      await background.ended();
    },
  };
}

/** What Bolt passes to its error handler. */
type FailedEvent = { readonly error: CodedError; readonly body: object };

function createBoltApp(options: Options, receiver: Receiver): App {
  const { slackApiUrl, background, log } = options;
  const isSlackHost = createSlackHostCheck(slackApiUrl);
  const app = new App({
    receiver,
    logger: createQuietLogger(log),
    clientOptions: { slackApiUrl },
    extendedErrorHandler: true,
    // No token: Bolt needs none for what it does here, so no token can reach another workspace's client.
    authorize: async (source, body) => {
      const { workspaceId, enterpriseId } = originOf(source, body ?? {});
      if (isAboutOrganization(body ?? {})) return enterpriseId === undefined ? {} : { enterpriseId };
      const bot = await findBot(options, workspaceId ?? '', enterpriseId);
      if (!bot) throw new NotInstalledError('an event from a workspace where the app is not installed');
      return { botId: bot.botId, botUserId: bot.botMemberId, teamId: bot.workspaceId };
    },
  });
  app.error(async ({ error, body }: FailedEvent) => {
    // Acknowledged: a retry would come from the same workspace.
    if (error.original instanceof NotInstalledError) {
      log.info({ err: error }, 'an event from a workspace without the app was ignored');
      return background.runInBackground(replyNotInstalled(body, isSlackHost));
    }
    log.error({ err: error }, 'an event failed');
    // Over HTTP this becomes a 500, and Slack retries the event. Without the throw it would be a 200.
    throw error;
  });
  return app;
}

/** A workspace of an organization that has installed the app org-wide may be heard from for the first time. */
async function findBot(
  { installations, refreshAccess }: Options,
  workspaceId: string,
  enterpriseId: string | undefined,
): Promise<Bot | null> {
  const bot = await installations.botFor(workspaceId);
  if (bot || enterpriseId === undefined || workspaceId === '') return bot;
  try {
    await refreshAccess(enterpriseId);
  } catch (error) {
    if (isAppRemoved(error)) return null;
    throw error;
  }
  return installations.botFor(workspaceId);
}
