// Bolt, wired to Slack over HTTP or Socket Mode, with the health checks on one port in both cases.
import type { Server } from 'node:http';
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { type Connection, WrongConfig } from '../../config.ts';
import { type Installations, NotInstalled } from '../../installations/installations.ts';
import type { Log } from '../../log.ts';
import { quietLogger } from '../web/quiet-logger.ts';
import { type Background, background } from './background.ts';
import { httpLine, type Line, socketLine } from './line.ts';
import { bodyLimit, serverLimits, withinLimits } from './request-limits.ts';
import { type Route, serveRoutes } from './route-server.ts';
import { type SeeThrough, sentAgain, triedAgain } from './see-through.ts';

/** For an event of which Slack hears no more; members wait for it. */
const triedForMs = 120_000;

type Parts = {
  readonly connection: Connection;
  readonly installations: Pick<Installations, 'botFor'>;
  readonly slackApiUrl: string;
  readonly routes: Route[];
  readonly port: number;
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
   * Takes requests, or opens the socket. Gives the port that is listened on.
   * @throws WrongConfig when the port is not to be had
   */
  start(): Promise<number>;
  /** Takes nothing new; waits for what is under way. */
  stop(): Promise<void>;
};

export function slackConnection(parts: Parts): SlackConnection {
  const { connection, slackApiUrl, routes, port, log } = parts;
  const logger = quietLogger(log);
  const { receiver, line } =
    connection.mode === 'http' ? httpReceiver(connection.signingSecret) : socketReceiver(connection.appToken);
  const app = makeApp(parts, receiver);
  const { goOn, ended } = background(log);
  const stopping = new AbortController();
  const seeThrough =
    connection.mode === 'http' ? sentAgain : triedAgain({ forMs: triedForMs, stopping: stopping.signal });
  let healthServer: Server | null = null;
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
      try {
        if (connection.mode === 'http') return portOf(await app.start(port, serverLimits)) ?? port;
        healthServer = await serveRoutes(routes, port);
        await app.start();
        return portOf(healthServer) ?? port;
      } catch (error) {
        throw isPortRefused(error) ? new WrongConfig(`Can't start: PORT ${port} is not to be had.`) : error;
      }
    },
    async stop() {
      healthServer?.close();
      stopping.abort();
      await app.stop();
      await ended();
    },
  };

  function httpReceiver(signingSecret: string): { receiver: Receiver; line: Line } {
    const receiver = new HTTPReceiver({
      signingSecret,
      endpoints: '/slack/events',
      // Answers after the listeners: what was not noted in the database is not acknowledged.
      processBeforeResponse: true,
      customRoutes: routes,
      bodyLimit,
      logger,
    });
    receiver.requestListener = withinLimits(receiver.requestListener, log);
    return { receiver, line: httpLine };
  }

  function socketReceiver(appToken: string): { receiver: Receiver; line: Line } {
    const installerOptions = { clientOptions: { slackApiUrl } };
    const receiver = new SocketModeReceiver({ appToken, installerOptions, logger });
    return { receiver, line: socketLine(receiver) };
  }
}

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

/** With port 0 the system chooses one. */
function portOf(server: unknown): number | null {
  if (typeof server !== 'object' || server === null || !('address' in server)) return null;
  const address = typeof server.address === 'function' ? server.address() : null;
  return typeof address === 'object' && address !== null ? (address.port ?? null) : null;
}

function isPortRefused(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen';
}
