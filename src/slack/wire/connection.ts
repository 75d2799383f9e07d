// Bolt, wired to Slack over HTTP or Socket Mode; in both cases the port is ours, and Bolt has a place in it.
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { type Connection, WrongConfig } from '../../config.ts';
import { type Installations, NotInstalled } from '../../installations/installations.ts';
import type { Log } from '../../log.ts';
import { quietLogger } from '../web/quiet-logger.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import { type Background, background } from './background.ts';
import { httpLine, type Line, socketLine } from './line.ts';
import type { Port, Route } from './port.ts';
import { bodyLimit, type Refusal, type Refused } from './request-limits.ts';
import { type SeeThrough, sentAgain, triedAgain } from './see-through.ts';

/** For an event of which Slack hears no more; members wait for it. */
const triedForMs = 120_000;

type Parts = {
  readonly connection: Connection;
  readonly installations: Pick<Installations, 'botFor'>;
  readonly slackApiUrl: string;
  /** Where Slack and browsers come in. */
  readonly port: Port;
  /** Those of an installation. */
  readonly routes: readonly Route[];
  readonly refused: Refused;
  readonly log: Log;
};

export type SlackConnection = {
  readonly app: App;
  /** For work of which Slack doesn't wait for the end. */
  readonly goOn: Background['goOn'];
  /** For what must not get lost when it fails at first. */
  readonly seeThrough: SeeThrough;
  readonly line: Line;
  /**
   * Takes requests, or opens the socket.
   * @throws WrongConfig when Slack refuses the app's token
   */
  start(): Promise<void>;
  /** Takes nothing new; waits for what is under way. */
  stop(): Promise<void>;
};

/** Bolt's way to Slack, and what of it has a place in the port. */
type Way = { readonly receiver: Receiver; readonly line: Line; readonly own: readonly Route[] };

export function slackConnection(parts: Parts): SlackConnection {
  const { connection, slackApiUrl, routes, port, refused, log } = parts;
  const logger = quietLogger(log);
  const { receiver, line, own } =
    connection.mode === 'http' ? overHttp(connection.signingSecret) : overSocket(connection.appToken);
  const app = makeApp(parts, receiver);
  const { goOn, ended } = background(log);
  const stopping = new AbortController();
  const seeThrough =
    connection.mode === 'http' ? sentAgain : triedAgain({ forMs: triedForMs, stopping: stopping.signal });
  // A socket is closed without waiting for the listeners, and what they do was acknowledged before.
  app.use(async ({ next }) => {
    const listening = next();
    goOn(listening.catch(() => undefined));
    await listening;
  });
  return {
    app,
    goOn,
    seeThrough,
    line,
    async start() {
      port.complete([...routes, ...own]);
      await app.start().catch((error: unknown) => {
        const refusal = slackErrorOf(error);
        throw refusal ? new WrongConfig(`Can't start: Slack refuses SLACK_APP_TOKEN (${refusal}).`) : error;
      });
    },
    async stop() {
      stopping.abort();
      await Promise.all([port.close(), app.stop()]);
      await ended();
    },
  };

  function overHttp(signingSecret: string): Way {
    const bolt = new HTTPReceiver({
      signingSecret,
      // Answers after the listeners: what was not noted in the database is not acknowledged.
      processBeforeResponse: true,
      bodyLimit,
      // Its warnings are of requests that it refuses: the port has a sentence for each, and a counter.
      logger: { ...logger, warn: () => undefined },
      // What went wrong is in the log already.
      async processEventErrorHandler({ response }) {
        if (!response.headersSent) response.writeHead(500).end();
        return true;
      },
    });
    const events: Route = {
      path: '/slack/events',
      method: 'POST',
      handler(request, response) {
        response.once('finish', () => {
          const because = refusals[response.statusCode];
          if (because) refused(because);
        });
        bolt.requestListener(request, response);
      },
    };
    const nothing = async (): Promise<void> => undefined;
    const receiver = { init: (app: App) => bolt.init(app), start: nothing, stop: nothing };
    return { receiver, line: httpLine, own: [events] };
  }

  function overSocket(appToken: string): Way {
    const installerOptions = { clientOptions: { slackApiUrl } };
    const receiver = new SocketModeReceiver({ appToken, installerOptions, logger });
    return { receiver, line: socketLine(receiver), own: [] };
  }
}

/** By Bolt's answers. */
const refusals: Readonly<Record<number, Refusal>> = { 400: 'body', 401: 'signature', 413: 'size' };

function makeApp({ installations, slackApiUrl, log }: Parts, receiver: Receiver): App {
  const app = new App({
    receiver,
    logger: quietLogger(log),
    clientOptions: { slackApiUrl },
    // Without a token: Bolt needs none for what we ask of it, and so none can come to a client of another workspace.
    authorize: async ({ teamId = '' }) => {
      const bot = await installations.botFor(teamId);
      if (!bot) throw new NotInstalled('something came from a workspace where the app is not installed');
      return { botId: bot.botId, botUserId: bot.botMemberId, teamId: bot.workspaceId };
    },
  });
  app.error(async (error) => {
    // Answered with a 200: sent again, it would come from there again.
    if (error.original instanceof NotInstalled) return log.info({ err: error }, 'an event was left alone');
    log.error({ err: error }, 'an event failed');
    // Over HTTP this becomes a 500, and Slack sends the event again. Not rethrown it would be a 200.
    throw error;
  });
  return app;
}
