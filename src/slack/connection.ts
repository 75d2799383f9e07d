// Bolt, wired to Slack over HTTP or Socket Mode, with the health checks on the same port.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Connection } from '../config.ts';
import type { Log } from '../log.ts';
import { quietLogger } from './quiet-logger.ts';
import type { Installation } from './web-clients.ts';

export type Route = {
  readonly path: string;
  readonly method: 'GET';
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
};

type Parts = {
  readonly connection: Connection;
  readonly installation: Installation;
  readonly slackApiUrl: string;
  readonly routes: Route[];
  readonly port: number;
  readonly log: Log;
};

export type SlackConnection = {
  readonly app: App;
  /** Takes requests, or opens the socket. Gives the port that is listened on. */
  start(): Promise<number>;
  /** Takes nothing new; waits for the requests under way. */
  stop(): Promise<void>;
};

export function slackConnection(parts: Parts): SlackConnection {
  const { connection, installation, slackApiUrl, port, log } = parts;
  const logger = quietLogger(log);
  const receiver = connection.mode === 'http' ? httpReceiver() : socketReceiver(connection.appToken);
  const app = new App({
    receiver,
    logger,
    clientOptions: { slackApiUrl },
    // Asking Slack for who we are at each start is done before; with a token here Bolt would do it once more.
    authorize: async () => ({
      botToken: installation.botToken,
      botId: installation.botId,
      botUserId: installation.botMemberId,
      teamId: installation.workspaceId,
    }),
  });
  app.error(async (error) => {
    log.error({ err: error }, 'an event failed');
    // Over HTTP this becomes a 500, and Slack sends the event again. Not rethrown it would be a 200.
    throw error;
  });
  return {
    app,
    async start() {
      const server: unknown = await app.start(port);
      return portOf(server) ?? port;
    },
    stop: async () => void (await app.stop()),
  };

  function httpReceiver(): Receiver {
    return new HTTPReceiver({
      signingSecret: connection.mode === 'http' ? connection.signingSecret : '',
      endpoints: '/slack/events',
      // Answers after the listeners: what was not noted in the database is not acknowledged.
      processBeforeResponse: true,
      customRoutes: parts.routes,
      logger,
    });
  }

  function socketReceiver(appToken: string): Receiver {
    return new SocketModeReceiver({
      appToken,
      customRoutes: parts.routes,
      installerOptions: { port, clientOptions: { slackApiUrl } },
      logger,
    });
  }
}

/** With port 0 the system chooses one. */
function portOf(server: unknown): number | null {
  if (typeof server !== 'object' || server === null || !('address' in server)) return null;
  const address = typeof server.address === 'function' ? server.address() : null;
  return typeof address === 'object' && address !== null ? (address.port ?? null) : null;
}
